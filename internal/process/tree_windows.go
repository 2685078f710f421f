package process

import (
	"os"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// tree is a command and what it starts: a job object, which ends with its last
// handle. The command is put into it when it runs already; what it starts before
// is out of reach.
type tree struct{ job windows.Handle }

func newTree() (*tree, error) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return &tree{}, nil
	}
	info := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{
		BasicLimitInformation: windows.JOBOBJECT_BASIC_LIMIT_INFORMATION{LimitFlags: windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE},
	}
	_, _ = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation, uintptr(unsafe.Pointer(&info)), uint32(unsafe.Sizeof(info)))
	return &tree{job}, nil
}

// attr keeps the Ctrl-C of our console from the command: it is ended by us.
func (t *tree) attr() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}
}

func (t *tree) started(p *os.Process) {
	if t.job == 0 {
		return
	}
	h, err := windows.OpenProcess(windows.PROCESS_SET_QUOTA|windows.PROCESS_TERMINATE, false, uint32(p.Pid))
	if err != nil {
		return
	}
	defer windows.CloseHandle(h)
	_ = windows.AssignProcessToJobObject(t.job, h)
}

// ask does nothing: here a process without a window cannot be asked.
func (t *tree) ask(*os.Process) {}

func (t *tree) kill(p *os.Process) {
	t.rest(0)
	_ = p.Kill()
}

// rest ends the job. How many processes there were is not known.
func (t *tree) rest(time.Duration) (left, stuck int) {
	if t.job != 0 {
		_ = windows.TerminateJobObject(t.job, 1)
	}
	return 0, 0
}

func (t *tree) close() {
	if t.job != 0 {
		_ = windows.CloseHandle(t.job)
	}
}

func signalOf(*os.ProcessState) string { return "" }
