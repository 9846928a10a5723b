package com.example.shop;

import io.github.cdk8s.stateful.AwsEbsParameters;
import io.github.cdk8s.stateful.ClaimedStorage;
import io.github.cdk8s.stateful.ContainerResources;
import io.github.cdk8s.stateful.Cpu;
import io.github.cdk8s.stateful.DaemonPort;
import io.github.cdk8s.stateful.EbsVolumeType;
import io.github.cdk8s.stateful.LocalDiskPool;
import io.github.cdk8s.stateful.LogDaemon;
import io.github.cdk8s.stateful.Probe;
import io.github.cdk8s.stateful.Provisioner;
import io.github.cdk8s.stateful.SecretKey;
import io.github.cdk8s.stateful.StatefulDatabase;
import io.github.cdk8s.stateful.StorageClaim;
import io.github.cdk8s.stateful.StorageTier;
import io.github.cdk8s.stateful.apps.Postgres;
import java.util.List;
import java.util.Map;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.Size;
import software.constructs.Construct;

public class Shop extends Chart {
    public Shop(Construct scope, String id) {
        super(scope, id, ChartProps.builder().namespace("shop").build());

        StorageTier tier = StorageTier.Builder.create(this, "Fast")
            .name("fast").provisioner(Provisioner.awsEbs(AwsEbsParameters.builder().type(EbsVolumeType.GP3).build())).build();
        StatefulDatabase orders = StatefulDatabase.Builder.create(this, "Orders")
            .name("orders").image("postgres:17.11-trixie").runAsUser(999).port(5432)
            .storage(StorageClaim.builder().size(Size.gibibytes(100)).tier(tier).mountPath("/var/lib/postgresql/data").build())
            .env(Map.of("PGDATA", "/var/lib/postgresql/data/pgdata"))
            .secretEnv(Map.of("POSTGRES_PASSWORD", SecretKey.of("orders-postgres", "postgres-password")))
            .scratch(List.of("/tmp", "/var/run/postgresql"))
            .resources(ContainerResources.builder().cpu(Cpu.millis(250)).memory(Size.gibibytes(1)).build())
            .build();
        orders.getStatefulSet().getMetadata().addAnnotation("cdk8s-stateful.dev/ignore-ST67", "Velero makes the backups of the namespace");
        String address = orders.podHost(0); // orders-0.orders-headless.shop.svc

        LocalDiskPool nvme = LocalDiskPool.Builder.create(this, "Nvme")
            .name("nvme").nodes(List.of("node-a", "node-b", "node-c")).paths(List.of("/mnt/disks/nvme0")).size(Size.gibibytes(800))
            .build();
        Postgres ledger = Postgres.Builder.create(this, "Ledger")
            .name("ledger").secretName("ledger-postgres").readReplicas(2)
            .storage(ClaimedStorage.builder().size(Size.gibibytes(500)).tier(nvme).build())
            .resources(ContainerResources.builder().memory(Size.gibibytes(8)).build())
            .build();
        ledger.getDatabase().getStatefulSet().getMetadata().addAnnotation("cdk8s-stateful.dev/ignore-ST67", "Velero makes the backups of the namespace");
        LogDaemon.Builder.create(this, "Logs")
            .name("logs").image("fluent/fluent-bit:5.1.1")
            .config(Map.of("fluent-bit.yaml", "service: {flush: 1, http_server: on, health_check: on}\n")).configPath("/fluent-bit/etc/conf")
            .env(Map.of("ORDERS", address))
            .ports(List.of(DaemonPort.builder().name("http").port(2020).build())).alive(Probe.http("/api/v1/health"))
            .resources(ContainerResources.builder().cpu(Cpu.millis(100)).memory(Size.mebibytes(200)).build())
            .build();
    }

    public static void main(String[] args) {
        App app = new App();
        new Shop(app, "shop");
        app.synth();
    }
}
