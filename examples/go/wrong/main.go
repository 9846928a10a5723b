package main

import (
	"fmt"
	"os"

	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-stateful/cdk8s-stateful-go/cdk8sstateful"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func synthesize() (err error) {
	// What other languages throw, Go panics with.
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("%v", reason)
		}
	}()
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("shop"), &cdk8s.ChartProps{Namespace: jsii.String("shop")})
	cdk8sstateful.NewStatefulDatabase(chart, jsii.String("Orders"), &cdk8sstateful.StatefulDatabaseProps{
		Name:      jsii.String("orders"),
		Image:     jsii.String("postgres:17.11-trixie"),
		RunAsUser: jsii.Number(999),
		Port:      jsii.Number(5432),
		Storage: &cdk8sstateful.StorageClaim{
			Size:      cdk8s.Size_Gibibytes(jsii.Number(100)),
			Tier:      cdk8sstateful.StorageTier_FromName(jsii.String("fast"), nil),
			MountPath: jsii.String("/var/lib/postgresql/data"),
		},
		Env: &map[string]*string{"POSTGRES_PASSWORD": jsii.String("hunter2")},
	})
	app.Synth()
	return nil
}

func main() {
	defer jsii.Close()
	if err := synthesize(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
