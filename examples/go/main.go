package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-stateful/cdk8s-stateful-go/cdk8sstateful"
	"github.com/cdk8s-stateful/cdk8s-stateful-go/cdk8sstateful/apps"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func newShop(scope constructs.Construct, id string) cdk8s.Chart {
	chart := cdk8s.NewChart(scope, jsii.String(id), &cdk8s.ChartProps{Namespace: jsii.String("shop")})

	tier := cdk8sstateful.NewStorageTier(chart, jsii.String("Fast"), &cdk8sstateful.StorageTierProps{
		Name:        jsii.String("fast"),
		Provisioner: cdk8sstateful.Provisioner_AwsEbs(&cdk8sstateful.AwsEbsParameters{Type: cdk8sstateful.EbsVolumeType_GP3}),
	})
	orders := cdk8sstateful.NewStatefulDatabase(chart, jsii.String("Orders"), &cdk8sstateful.StatefulDatabaseProps{
		Name:      jsii.String("orders"),
		Image:     jsii.String("postgres:17.11-trixie"),
		RunAsUser: jsii.Number(999),
		Port:      jsii.Number(5432),
		Storage:   &cdk8sstateful.StorageClaim{Size: cdk8s.Size_Gibibytes(jsii.Number(100)), Tier: tier, MountPath: jsii.String("/var/lib/postgresql/data")},
		Env:       &map[string]*string{"PGDATA": jsii.String("/var/lib/postgresql/data/pgdata")},
		SecretEnv: &map[string]cdk8sstateful.SecretKey{
			"POSTGRES_PASSWORD": cdk8sstateful.SecretKey_Of(jsii.String("orders-postgres"), jsii.String("postgres-password")),
		},
		Scratch:   jsii.Strings("/tmp", "/var/run/postgresql"),
		Resources: &cdk8sstateful.ContainerResources{Cpu: cdk8sstateful.Cpu_Millis(jsii.Number(250)), Memory: cdk8s.Size_Gibibytes(jsii.Number(1))},
	})
	orders.StatefulSet().Metadata().AddAnnotation(jsii.String("cdk8s-stateful.dev/ignore-ST67"), jsii.String("Velero makes the backups of the namespace"))
	address := orders.PodHost(jsii.Number(0)) // orders-0.orders-headless.shop.svc

	nvme := cdk8sstateful.NewLocalDiskPool(chart, jsii.String("Nvme"), &cdk8sstateful.LocalDiskPoolProps{
		Name:  jsii.String("nvme"),
		Nodes: jsii.Strings("node-a", "node-b", "node-c"),
		Paths: jsii.Strings("/mnt/disks/nvme0"),
		Size:  cdk8s.Size_Gibibytes(jsii.Number(800)),
	})
	ledger := apps.NewPostgres(chart, jsii.String("Ledger"), &apps.PostgresProps{
		Name:         jsii.String("ledger"),
		SecretName:   jsii.String("ledger-postgres"),
		ReadReplicas: jsii.Number(2),
		Storage:      &cdk8sstateful.ClaimedStorage{Size: cdk8s.Size_Gibibytes(jsii.Number(500)), Tier: nvme},
		Resources:    &cdk8sstateful.ContainerResources{Memory: cdk8s.Size_Gibibytes(jsii.Number(8))},
	})
	ledger.Database().StatefulSet().Metadata().AddAnnotation(jsii.String("cdk8s-stateful.dev/ignore-ST67"), jsii.String("Velero makes the backups of the namespace"))
	cdk8sstateful.NewLogDaemon(chart, jsii.String("Logs"), &cdk8sstateful.LogDaemonProps{
		Name:       jsii.String("logs"),
		Image:      jsii.String("fluent/fluent-bit:5.1.1"),
		Config:     &map[string]*string{"fluent-bit.yaml": jsii.String("service: {flush: 1, http_server: on, health_check: on}\n")},
		ConfigPath: jsii.String("/fluent-bit/etc/conf"),
		Env:        &map[string]*string{"ORDERS": address},
		Ports:      &[]*cdk8sstateful.DaemonPort{{Name: jsii.String("http"), Port: jsii.Number(2020)}},
		Alive:      cdk8sstateful.Probe_Http(jsii.String("/api/v1/health"), nil),
		Resources:  &cdk8sstateful.ContainerResources{Cpu: cdk8sstateful.Cpu_Millis(jsii.Number(100)), Memory: cdk8s.Size_Mebibytes(jsii.Number(200))},
	})
	return chart
}

func main() {
	defer jsii.Close()
	app := cdk8s.NewApp(nil)
	newShop(app, "shop")
	app.Synth()
}
