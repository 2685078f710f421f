package report

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// appendFields appends a line of texts that eachLine takes apart.
func appendFields(b []byte, fields ...string) []byte {
	for i, f := range fields {
		if i > 0 {
			b = append(b, '\t')
		}
		b = strconv.AppendQuote(b, f) // which leaves no tab in it
	}
	return append(b, '\n')
}

// eachLine hands on the lines of a section, each of so many fields, and what reads
// one of them as a number.
func eachLine(s Section, fields int, do func(fields []string, number func(int) int)) error {
	in, out := io.Pipe()
	defer in.Close()
	go func() {
		w := bufio.NewWriter(out) // which a text of a few bytes is copied to at no cost
		out.CloseWithError(errors.Join(s.Write(w, ""), w.Flush()))
	}()
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadString('\n')
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		for i := range parts {
			var wrong error
			parts[i], wrong = strconv.Unquote(parts[i])
			err = errors.Join(err, wrong)
		}
		if err != nil || len(parts) != fields {
			return fmt.Errorf("what waited to be printed was changed: %.100q", line)
		}
		do(parts, func(i int) int {
			n, _ := strconv.Atoi(parts[i])
			return n
		})
	}
}
