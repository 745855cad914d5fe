package dev.hibernatesplit.testing.split;

import dev.hibernatesplit.testing.junit.PostgresCluster;
import dev.hibernatesplit.testing.junit.SplitApplication;

@PostgresCluster(replicas = 1)
@SplitApplication(Product.class)
class RealShopIT extends ShopContract {}
