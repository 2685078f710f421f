package lint_test

import (
	"math"
	"strings"
	"testing"

	"github.com/speclint/speclint/internal/report"
	"github.com/speclint/speclint/internal/spec"
)

// headingsIn are the headings of the ten dimensions in English, and as people write
// them elsewhere.
var headingsIn = [...][spec.NumDimensions]string{
	{"Goal", "Why", "Success criteria", "Scope", "Files", "Out of scope", "Escalation", "Output", "Verification", "Constraints"},
	{"目标", "二、背景", "验收标准：", "变更内容", "涉及文件", "不在范围内", "何时停止", "交付物", "如何验证", "约束（必填）"},
	{"目的", "背景", "受け入れ基準", "スコープ", "対象ファイル", "対象外", "エスカレーション", "成果物", "検証", "制約"},
	{"Ziel", "Begründung", "Abnahmekriterien", "Umfang", "Betroffene Dateien", "Nicht im Umfang", "Rückfragen", "Ergebnis", "Prüfung", "Rahmenbedingungen"},
	{"Objectif", "Pourquoi", "Critères d’acceptation", "Périmètre", "Fichiers concernés", "Hors périmètre", "Escalade", "Livrables", "Vérification", "Contraintes"},
	{"Objetivo", "Por qué", "Criterios de aceptación", "Alcance", "Archivos", "Fuera de alcance", "Escalamiento", "Entregables", "Verificación", "Restricciones"},
	{"Objetivo", "Por que", "Critérios de aceitação", "Escopo", "Arquivos afetados", "Fora do escopo", "Quando parar", "Entregáveis", "Verificação", "Restrições"},
}

// TestTranslatedHeadings holds that a heading asks the same in every language.
func TestTranslatedHeadings(t *testing.T) {
	tried := 0
	forEachGood(t, func(t *testing.T, src string) {
		for _, language := range headingsIn[1:] {
			lines := strings.Split(src, "\n")
			for i, line := range lines {
				for d, english := range headingsIn[0] {
					if line == "## "+english {
						lines[i] = "## " + language[d]
						tried++
					}
				}
			}
			if got, want := exact(t, strings.Join(lines, "\n")), exact(t, src); math.Abs(got-want) > 1e-9 {
				t.Errorf("with the headings %q the score is %.4f, in English %.4f", language, got, want)
			}
		}
	})
	if tried < 60 {
		t.Errorf("%d headings were translated, want at least 60", tried)
	}
}

// foreign is one spec in several languages.
var foreign = map[string]string{
	"de": "# Bestellungen filtern\n\n## Ziel\n\nDer Kundendienst kann die Bestellungen nach einem Zeitraum filtern.\n\n## Abnahmekriterien\n\n- Wenn `from` nach `to` liegt, antwortet die Schnittstelle mit dem Status 400.\n\n## Dateien\n\n- `src/orders/list.ts`\n\n## Nicht-Ziele\n\n- Der Export nach CSV.\n\n## Offene Punkte\n\nKeine.\n",
	"zh": "# 按日期筛选订单\n\n## 目标\n\n客服可以按开始日期和结束日期筛选订单列表。\n\n## 验收标准\n\n- 当 `from` 晚于 `to` 时，接口返回状态码 400。\n\n## 涉及文件\n\n- `src/orders/list.ts`\n\n## 非目标\n\n- 导出 CSV 文件。\n\n## 待确认\n\n无。\n",
	"ja": "# 注文を日付で絞り込む\n\n## 目的\n\nサポート担当者が開始日と終了日で注文一覧を絞り込めるようにする。\n\n## 受け入れ基準\n\n- `from` が `to` より後の場合、API はステータス 400 を返す。\n\n## 対象ファイル\n\n- `src/orders/list.ts`\n\n## 対象外\n\n- CSV の出力。\n\n## 未決事項\n\nなし。\n",
	"fr": "# Filtrer les commandes\n\n## Objectif\n\nLe support peut filtrer la liste des commandes par une période.\n\n## Critères d'acceptation\n\n- Quand `from` est après `to`, la requête reçoit le statut 400.\n\n## Fichiers\n\n- `src/orders/list.ts`\n\n## Hors périmètre\n\n- L'export des commandes en CSV.\n\n## Questions ouvertes\n\nAucune.\n",
	"es": "# Filtrar los pedidos\n\n## Objetivo\n\nEl soporte puede filtrar la lista de pedidos por un periodo.\n\n## Criterios de aceptación\n\n- Cuando `from` es posterior a `to`, la respuesta es el estado 400.\n\n## Archivos\n\n- `src/orders/list.ts`\n\n## Fuera de alcance\n\n- La exportación de los pedidos a CSV.\n\n## Preguntas abiertas\n\nNinguna.\n",
	"pt": "# Filtrar os pedidos\n\n## Objetivo\n\nO suporte pode filtrar a lista de pedidos por um período.\n\n## Critérios de aceitação\n\n- Quando `from` é posterior a `to`, a resposta é o estado 400.\n\n## Arquivos\n\n- `src/orders/list.ts`\n\n## Fora do escopo\n\n- A exportação dos pedidos para CSV.\n\n## Questões em aberto\n\nNenhuma.\n",
}

// TestForeignText holds that text in a language that is not known counts by what it
// names, that what says nothing counts for nothing there, too, and that no rule
// about wording speaks of it.
func TestForeignText(t *testing.T) {
	for name, src := range foreign {
		t.Run(name, func(t *testing.T) {
			out, findings := judge(t, src)
			for _, d := range []spec.Dimension{spec.Success, spec.Files, spec.OutOfScope} {
				if got := out.Dimensions[d]; got.State != report.Present || got.Points < spec.Complete*got.Weight-1e-9 {
					t.Errorf("%s is %s with %.2f points, want it present with %.2f", d, got.State, got.Points, spec.Complete*got.Weight)
				}
			}
			if got := out.Dimensions[spec.Goal]; got.State == report.Absent || got.Points < 4 {
				t.Errorf("the goal is %s with %.2f points, want 4 or more", got.State, got.Points)
			}
			if got := out.Dimensions[spec.Escalation]; got.Points > 0 {
				t.Errorf("a section that says that there is nothing has %.2f points", got.Points)
			}
			said := false
			for _, f := range findings {
				said = said || f.Rule == "unknown-language"
				if f.Gain > 0 && !strings.HasPrefix(f.Rule, "missing-") {
					t.Errorf("%s costs points: %s", f.Rule, f.Message)
				}
			}
			if !said {
				t.Error("nothing says that the wording was not judged")
			}
		})
	}
}
