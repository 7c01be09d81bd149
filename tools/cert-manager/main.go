// SPDX-License-Identifier: Apache-2.0

// Command cert-manager-loops runs cert-manager's own control loops for
// self-signed and CA issuers, imported from its library, so that the end-to-end
// tests issue certificates with the code that users run.
//
// It is not the upstream binary: there is no webhook (nothing validates beyond
// the CRDs' schemas), no cainjector, no ACME, Vault or Venafi issuer, no metrics
// endpoint and no leader election. Run one at a time.
package main

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"
	"k8s.io/klog/v2"

	"github.com/cert-manager/cert-manager/pkg/controller"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/approver"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/ca"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/selfsigned"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/issuing"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/keymanager"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/metrics"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/readiness"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/requestmanager"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/revisionmanager"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/trigger"
	_ "github.com/cert-manager/cert-manager/pkg/controller/clusterissuers"
	_ "github.com/cert-manager/cert-manager/pkg/controller/issuers"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/ca"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/selfsigned"
	logf "github.com/cert-manager/cert-manager/pkg/logs"
)

// settings are what the command line decides.
type settings struct {
	kubeconfig       string
	namespace        string
	clusterNamespace string
	ownerRefs        bool
	workers          int
	minBackoff       time.Duration
	maxBackoff       time.Duration
}

func main() {
	logf.InitLogs()
	s, err := parse(os.Args[1:])
	if err != nil {
		os.Exit(2) // the flag package has said why
	}

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx = logf.NewContext(ctx, klog.Background(), "cert-manager-loops")

	err = run(ctx, s)
	logf.FlushLogs()
	if err != nil {
		fmt.Fprintln(os.Stderr, "cert-manager-loops:", err)
		os.Exit(1)
	}
}

// parse reads the flags. Names and defaults are those of cert-manager's own
// controller wherever it has the same setting.
func parse(args []string) (settings, error) {
	var s settings
	fs := flag.NewFlagSet("cert-manager-loops", flag.ContinueOnError)
	fs.StringVar(&s.kubeconfig, "kubeconfig", "", "kubeconfig file; empty means the pod's service account")
	fs.StringVar(&s.namespace, "namespace", "", "only serve this namespace; empty means all")
	fs.StringVar(&s.clusterNamespace, "cluster-resource-namespace", "cert-manager", "namespace of the secrets that cluster issuers use")
	fs.BoolVar(&s.ownerRefs, "enable-certificate-owner-ref", false, "delete a certificate's secret together with the certificate")
	fs.IntVar(&s.workers, "workers", 5, "workers per control loop")
	fs.DurationVar(&s.minBackoff, "certificate-request-minimum-backoff-duration", time.Hour, "wait after a request's first failure")
	fs.DurationVar(&s.maxBackoff, "certificate-request-maximum-backoff-duration", 32*time.Hour, "longest wait after repeated failures")

	// klog brings a dozen flags; only its verbosity is of use here.
	var klogFlags flag.FlagSet
	klog.InitFlags(&klogFlags)
	fs.Var(klogFlags.Lookup("v").Value, "v", "log verbosity, 0 (errors) to 5 (trace)")
	return s, fs.Parse(args)
}

// run serves every registered control loop until ctx ends or a loop fails.
func run(ctx context.Context, s settings) error {
	factory, err := controller.NewContextFactory(ctx, controller.ContextOptions{
		Kubeconfig: s.kubeconfig,
		Namespace:  s.namespace,
		// Only used where the API server could not be asked at the start whether
		// it does its own fairness; the library's fallback of 5 a second is slow.
		KubernetesAPIQPS:   100,
		KubernetesAPIBurst: 200,
		IssuerOptions: controller.IssuerOptions{
			ClusterResourceNamespace: s.clusterNamespace,
		},
		CertificateOptions: controller.CertificateOptions{
			EnableOwnerRef: s.ownerRefs,
			// Everything but what appliers keep about themselves, as upstream.
			CopiedAnnotationPrefixes: []string{
				"*",
				"-kubectl.kubernetes.io/",
				"-fluxcd.io/",
				"-argocd.argoproj.io/",
			},
			CertificateRequestMinimumBackoffDuration: s.minBackoff,
			CertificateRequestMaximumBackoffDuration: s.maxBackoff,
		},
	})
	if err != nil {
		return fmt.Errorf("connecting: %w", err)
	}
	shared, err := factory.Build()
	if err != nil {
		return fmt.Errorf("building clients: %w", err)
	}

	// All loops are built before the informers start, because building a loop
	// is what asks the factories for its informers.
	names := slices.Sorted(maps.Keys(controller.Known()))
	group, ctx := errgroup.WithContext(ctx)
	for _, name := range names {
		loop, err := controller.Known()[name](factory)
		if err != nil {
			return fmt.Errorf("building control loop %s: %w", name, err)
		}
		group.Go(func() error {
			if err := loop.Run(s.workers, ctx); err != nil && ctx.Err() == nil {
				return fmt.Errorf("control loop %s: %w", name, err)
			}
			return nil
		})
	}
	shared.SharedInformerFactory.Start(ctx.Done())
	shared.KubeSharedInformerFactory.Start(ctx.Done())

	fmt.Println("cert-manager-loops: started", strings.Join(names, " "))
	return group.Wait()
}
