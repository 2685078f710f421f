package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	pictureWidth  = 1000
	pictureHeight = 1240 // to where the page in the README ends well
	pictureBytes  = 150_000
	pictureMark   = "page\x00" // the key of the PNG's text chunk that has the hash of the page
)

// checkPicture holds a picture of a page of HTML against the page as it is now. A
// comment on the page that shows it says how it is made, at the place where that
// command is to run: <!-- picture FILE: COMMAND -->. The hash of the page stands in
// the picture itself. With -update a picture that is stale is taken anew, by Chromium.
func checkPicture(t *testing.T, p *docPage, comment, root, dir string) {
	t.Helper()
	file, command, ok := strings.Cut(strings.TrimSuffix(strings.TrimSpace(strings.TrimPrefix(comment, "<!-- picture ")), " -->"), ": speclint ")
	if !ok || !strings.HasPrefix(comment, "<!-- picture ") {
		return
	}
	page, _ := inSandbox(t, strings.Fields(command), dir, "")
	if !strings.Contains(page, "<html") {
		t.Fatalf("%s: speclint %s prints no page:\n%s", p.path, command, page)
	}
	path := filepath.Join(root, file)
	hash := fmt.Sprintf("%x", sha256.Sum256([]byte(inPicture(page))))
	old, err := os.ReadFile(path)
	if err == nil && bytes.Contains(old, []byte(pictureMark+hash)) {
		if shown, err := png.DecodeConfig(bytes.NewReader(old)); err != nil || shown.Width != pictureWidth || len(old) > pictureBytes {
			t.Errorf("%s: %v, %d pixels wide, %d bytes; want %d pixels and at most %d bytes", file, err, shown.Width, len(old), pictureWidth, pictureBytes)
		}
		return
	}
	if !*update {
		t.Errorf("%s shows %s, which is of another page than speclint %s prints now; go test ./cmd/speclint -run TestDocsCommands -update takes it anew, by Chromium", p.path, file, command)
		return
	}
	if err := os.WriteFile(path, marked(t, paletted(photographed(t, page)), hash), 0o666); err != nil {
		t.Fatal(err)
	}
}

// inPicture is what of the page decides how its upper part looks: not what stands
// further down, nor the ids of git's objects.
func inPicture(page string) string {
	upper, _, _ := strings.Cut(page, "<section id=\"look\"")
	return regexp.MustCompile(`[0-9a-f]{12,}`).ReplaceAllString(upper, "ID")
}

// photographed is the upper part of the page in a window of Chromium, in light mode.
func photographed(t *testing.T, page string) image.Image {
	t.Helper()
	html, shot := filepath.Join(t.TempDir(), "page.html"), filepath.Join(t.TempDir(), "page.png")
	if err := os.WriteFile(html, []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
	args := []string{"--headless=new", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb", "--blink-settings=preferredColorScheme=1",
		fmt.Sprintf("--window-size=%d,%d", pictureWidth, pictureHeight), "--user-data-dir=" + t.TempDir(), "--screenshot=" + shot}
	if os.Getuid() == 0 {
		args = append(args, "--no-sandbox")
	}
	if out, err := exec.Command("chromium", append(args, "file://"+filepath.ToSlash(html))...).CombinedOutput(); err != nil {
		t.Fatalf("chromium takes no picture: %v\n%s", err, out)
	}
	f, err := os.Open(shot)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// paletted has the 256 colours that most pixels have, which a page of text is content with.
func paletted(img image.Image) image.Image {
	count := map[color.RGBA]int{}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)]++
		}
	}
	var colors []color.RGBA
	for c := range count {
		colors = append(colors, c)
	}
	slices.SortFunc(colors, func(a, b color.RGBA) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return bytes.Compare([]byte{a.R, a.G, a.B}, []byte{b.R, b.G, b.B})
	})
	var palette color.Palette
	for _, c := range colors[:min(len(colors), 256)] {
		palette = append(palette, c)
	}
	out := image.NewPaletted(b.Sub(b.Min), palette)
	draw.Draw(out, out.Bounds(), img, b.Min, draw.Src)
	return out
}

// marked is the PNG with the hash of its page in a text chunk behind the header.
func marked(t *testing.T, img image.Image, hash string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	chunk := []byte("tEXt" + pictureMark + hash)
	size := binary.BigEndian.AppendUint32(nil, uint32(len(chunk)-4))
	whole := slices.Concat(size, chunk, binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(chunk)))
	const header = 8 + 4 + 4 + 13 + 4 // signature, and IHDR
	return slices.Insert(b.Bytes(), header, whole...)
}
