package com.example.shop;

import io.github.cdk8s.stateful.StatefulDatabase;
import io.github.cdk8s.stateful.StorageClaim;
import io.github.cdk8s.stateful.StorageTier;
import java.util.Map;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.Size;

public class Wrong {
    public static void main(String[] args) {
        App app = new App();
        Chart chart = new Chart(app, "shop", ChartProps.builder().namespace("shop").build());
        StatefulDatabase.Builder.create(chart, "Orders")
            .name("orders").image("postgres:17.11-trixie").runAsUser(999).port(5432)
            .storage(StorageClaim.builder().size(Size.gibibytes(100)).tier(StorageTier.fromName("fast")).mountPath("/var/lib/postgresql/data").build())
            .env(Map.of("POSTGRES_PASSWORD", "hunter2"))
            .build();
        try {
            app.synth();
        } catch (RuntimeException error) {
            System.err.println("RuntimeException: " + error.getMessage());
            System.exit(1);
        }
    }
}
