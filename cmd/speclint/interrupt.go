package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"time"
)

// patience is how long cleaning up may take before another signal stops that, too:
// longer than a command has to end by itself.
const patience = 2 * time.Second

// interrupted is a signal that asked the program to end while it wrote. It ends
// by that signal when everything is cleaned up: a shell that runs a loop looks at
// what its child died of, and ends the loop, too.
type interrupted struct {
	signal os.Signal
	whole  bool // it came too late: all is written
}

func (e interrupted) Error() string {
	if e.whole {
		return fmt.Sprintf("%s: everything is written, nothing is reported", e.signal)
	}
	return fmt.Sprintf("%s: nothing is written", e.signal)
}

// interruptible does work that would leave something behind if a signal ended
// the program in the middle: the signal ends the context of the work, and the
// program when the work has returned. Another one ends the program at once, as the
// first does wherever there is nothing to clean up, but only when it comes after
// patience: who presses Ctrl-C twice wants an end, not what it leaves. A signal
// that whoever started the program had it ignore, as nohup does, stays ignored.
func interruptible(work func(context.Context) error) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	signals := make(chan os.Signal, 1)
	for _, s := range endings {
		if !signal.Ignored(s) {
			signal.Notify(signals, s)
		}
	}
	came := make(chan os.Signal, 1)
	go func() {
		s := <-signals // nil when the work was done first
		if s != nil {
			time.AfterFunc(patience, func() { signal.Stop(signals) })
			cancel()
		}
		came <- s
	}()
	err := work(ctx)
	signal.Stop(signals)
	close(signals) // nothing is sent any more
	if s := <-came; s != nil && (err == nil || errors.Is(err, context.Canceled)) {
		return interrupted{s, err == nil}
	}
	return err
}
