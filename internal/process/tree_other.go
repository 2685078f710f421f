//go:build unix && !linux

package process

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// tree is a command and the processes in its group. What leaves the group is out
// of reach here.
type tree struct{ group int }

func newTree() (*tree, error) { return &tree{}, nil }

func (t *tree) started(p *os.Process) { t.group = p.Pid }

func (t *tree) close() {}

// rest ends what is left of the group. How many there were is not known.
func (t *tree) rest(grace time.Duration) (left, stuck int) {
	const pause = 10 * time.Millisecond
	for until := time.Now().Add(grace); time.Now().Before(until); time.Sleep(pause) {
		if unix.Kill(-t.group, 0) != nil {
			return 0, 0
		}
	}
	if unix.Kill(-t.group, unix.SIGKILL) != nil {
		return 0, 0
	}
	return 1, 0
}
