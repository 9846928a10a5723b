from cdk8s import App, Chart, Size
from cdk8s_stateful import (
    ClaimedStorage,
    ContainerResources,
    Cpu,
    DaemonPort,
    EbsVolumeType,
    LocalDiskPool,
    LogDaemon,
    Probe,
    Provisioner,
    SecretKey,
    StatefulDatabase,
    StorageClaim,
    StorageTier,
    apps,
)
from constructs import Construct


class Shop(Chart):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id, namespace="shop")

        tier = StorageTier(self, "Fast", name="fast", provisioner=Provisioner.aws_ebs(type=EbsVolumeType.GP3))
        orders = StatefulDatabase(
            self, "Orders",
            name="orders", image="postgres:17.11-trixie", run_as_user=999, port=5432,
            storage=StorageClaim(size=Size.gibibytes(100), tier=tier, mount_path="/var/lib/postgresql/data"),
            env={"PGDATA": "/var/lib/postgresql/data/pgdata"},
            secret_env={"POSTGRES_PASSWORD": SecretKey.of("orders-postgres", "postgres-password")},
            scratch=["/tmp", "/var/run/postgresql"],
            resources=ContainerResources(cpu=Cpu.millis(250), memory=Size.gibibytes(1)),
        )
        orders.stateful_set.metadata.add_annotation("cdk8s-stateful.dev/ignore-ST67", "Velero makes the backups of the namespace")
        address = orders.pod_host(0)  # orders-0.orders-headless.shop.svc

        nvme = LocalDiskPool(
            self, "Nvme",
            name="nvme", nodes=["node-a", "node-b", "node-c"], paths=["/mnt/disks/nvme0"], size=Size.gibibytes(800),
        )
        ledger = apps.Postgres(
            self, "Ledger",
            name="ledger", secret_name="ledger-postgres", read_replicas=2,
            storage=ClaimedStorage(size=Size.gibibytes(500), tier=nvme),
            resources=ContainerResources(memory=Size.gibibytes(8)),
        )
        ledger.database.stateful_set.metadata.add_annotation("cdk8s-stateful.dev/ignore-ST67", "Velero makes the backups of the namespace")
        LogDaemon(
            self, "Logs",
            name="logs", image="fluent/fluent-bit:5.1.1",
            config={"fluent-bit.yaml": "service: {flush: 1, http_server: on, health_check: on}\n"}, config_path="/fluent-bit/etc/conf",
            env={"ORDERS": address},
            ports=[DaemonPort(name="http", port=2020)], alive=Probe.http("/api/v1/health"),
            resources=ContainerResources(cpu=Cpu.millis(100), memory=Size.mebibytes(200)),
        )


def main() -> None:
    app = App()
    Shop(app, "shop")
    app.synth()


if __name__ == "__main__":
    main()
