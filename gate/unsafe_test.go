package gate

import "testing"

func TestIsDevice(t *testing.T) {
	for name, want := range map[string]bool{
		"con": true, "CON": true, "Nul.txt": true, "aux.tar.gz": true, "prn ": true, "COM1": true, "com0.go": true, "LPT9.x": true, "COM¹": true, "CONIN$": true,
		"console": false, "icon": false, "con-fig": false, "COM": false, "COM10": false, "lpt": false, "nulls.go": false, "": false, ".con": false, "a.con": false, "auxiliary": false,
	} {
		if got := isDevice(name); got != want {
			t.Errorf("got %v, want %v, for %q", got, want, name)
		}
	}
}
