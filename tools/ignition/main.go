// SPDX-License-Identifier: Apache-2.0

// Command ignition-read reads a configuration from its standard input with the
// parser of Ignition for specification 3.4 and prints it as Ignition
// understands it, or says what is wrong with it. A warning, such as a key that
// Ignition does not know, is wrong too. Nothing is written, fetched or started.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/coreos/ignition/v2/config/v3_4"
)

func main() {
	document, err := io.ReadAll(os.Stdin)
	if err != nil {
		fail(err)
	}
	config, report, err := v3_4.Parse(document)
	if err != nil || len(report.Entries) > 0 {
		fail(fmt.Sprint(report, err))
	}
	if err := json.NewEncoder(os.Stdout).Encode(config); err != nil {
		fail(err)
	}
}

func fail(reason any) {
	fmt.Fprintln(os.Stderr, reason)
	os.Exit(1)
}
