// SPDX-License-Identifier: Apache-2.0

// Command worker-documents reads a document for workers from its standard input
// with the code of the program that the document is for, and says what is wrong
// with it:
//
//	worker-documents talos   a machine configuration, for a machine of bare metal
//	worker-documents k0sctl  a cluster, fields that k0sctl does not know refused
//
// Nothing is written, dialled or started.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/k0sproject/k0sctl/pkg/apis/k0sctl.k0sproject.io/v1beta1"
	"github.com/siderolabs/talos/pkg/machinery/config/configloader"
	"gopkg.in/yaml.v2"
)

func main() {
	if len(os.Args) != 2 {
		fail(errors.New("usage: worker-documents talos|k0sctl < DOCUMENT"))
	}
	document, err := io.ReadAll(os.Stdin)
	if err != nil {
		fail(err)
	}
	read, known := map[string]func([]byte) error{"talos": talos, "k0sctl": k0sctl}[os.Args[1]]
	if !known {
		fail(fmt.Errorf("unknown kind of document %q", os.Args[1]))
	}
	if err := read(document); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func talos(document []byte) error {
	provider, err := configloader.NewFromBytes(document)
	if err != nil {
		return err
	}
	warnings, err := provider.Validate(metal{})
	if err != nil {
		return err
	}
	for _, warning := range warnings {
		fmt.Println("warning:", warning)
	}
	return nil
}

func k0sctl(document []byte) error {
	cluster := &v1beta1.Cluster{}
	if err := yaml.UnmarshalStrict(document, cluster); err != nil {
		return err
	}
	return cluster.Validate()
}

// metal is a machine that Talos is installed to.
type metal struct{}

func (metal) String() string        { return "metal" }
func (metal) RequiresInstall() bool { return true }
func (metal) InContainer() bool     { return false }
