package dev.hibernatesplit.testing.split;

import dev.hibernatesplit.testing.junit.SimulatedCluster;
import dev.hibernatesplit.testing.junit.SplitApplication;

@SimulatedCluster(replicas = 1)
@SplitApplication(Product.class)
class SimulatedShopTest extends ShopContract {}
