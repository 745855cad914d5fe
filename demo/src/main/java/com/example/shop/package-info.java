/** What does a shop do all day? A plain JPA program that knows nothing of replicas. */
package com.example.shop;
