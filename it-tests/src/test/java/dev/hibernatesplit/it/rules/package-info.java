/** Do queries run where rules and routers send them for what they look like? */
package dev.hibernatesplit.it.rules;
