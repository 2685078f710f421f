package spec

import (
	"strings"
)

// headingsAbroad are headings in other languages: a name of topicTable, then those
// of Chinese, Japanese, German, French, Spanish and Portuguese that ask the same.
// The config extends them.
const headingsAbroad = `
goal: 目标 | 目的 | 任务 | 任务目标 | 需求目标 | 预期目标 | 用户故事 | 目標 | ゴール | ユーザーストーリー | ziel | ziele | zielsetzung | aufgabe | auftrag | zweck | objectif | but | finalité | tâche | récit utilisateur | objetivo | meta | tarea | propósito | historia de usuario | tarefa | história de usuário | finalidade
summary: 概述 | 摘要 | 简介 | 总览 | 描述 | 功能描述 | 需求描述 | 概要 | 要約 | はじめに | 説明 | 機能概要 | übersicht | überblick | zusammenfassung | einleitung | beschreibung | kurzbeschreibung | résumé | aperçu | vue d'ensemble | présentation | resumen | introducción | descripción | visión general | descripción general | resumo | introdução | descrição | visão geral
why: 背景 | 原因 | 动机 | 为什么 | 问题 | 问题描述 | 问题陈述 | 现状 | 理由 | 价值 | 业务价值 | 動機 | なぜ | 課題 | 問題 | 現状 | 経緯 | hintergrund | begründung | warum | problemstellung | ausgangslage | anlass | kontext | nutzen | ist-zustand | contexte | pourquoi | problème | problématique | raison | bénéfice | état actuel | situation actuelle | contexto | por qué | motivación | problema | planteamiento del problema | justificación | razón | antecedentes | beneficio | situación actual | por quê | porquê | por que | motivação | justificativa | razão | benefício | situação atual
success criteria: 验收标准 | 验收条件 | 成功标准 | 完成标准 | 完成定义 | 完成条件 | 预期结果 | 预期行为 | 期望结果 | 验收 | 成功指标 | 场景 | 验收场景 | 受け入れ基準 | 受入基準 | 受け入れ条件 | 受入条件 | 成功基準 | 完了条件 | 完了の定義 | 期待される結果 | 期待結果 | 期待する動作 | 成功条件 | シナリオ | akzeptanzkriterien | akzeptanzkriterium | abnahmekriterien | abnahmekriterium | erfolgskriterien | erfolgskriterium | fertig wenn | erwartetes ergebnis | erwartetes verhalten | abnahme | szenario | szenarien | critères d'acceptation | critère d'acceptation | critères de succès | critères de réussite | critères d'acceptance | définition de terminé | terminé quand | résultat attendu | résultats attendus | comportement attendu | scénario | criterios de aceptación | criterio de aceptación | criterios de éxito | definición de hecho | definición de terminado | resultado esperado | comportamiento esperado | escenario | hecho cuando | critérios de aceitação | critério de aceitação | critérios de aceite | critérios de sucesso | definição de pronto | comportamento esperado | cenário | pronto quando
requirement: 需求 | 功能需求 | 要求 | 功能要求 | 业务规则 | 要件 | 機能要件 | 要求事項 | anforderungen | anforderung | funktionale anforderungen | fachliche anforderungen | exigences | exigences fonctionnelles | besoins | requisitos | requisitos funcionales | requerimientos | especificación | requisitos funcionais | especificação
scope: 范围 | 任务范围 | 工作范围 | 变更范围 | 变更内容 | 修改内容 | 实现方案 | 实施计划 | 任务列表 | 任务清单 | 实现步骤 | 设计 | 方案 | 步骤 | 计划 | 範囲 | スコープ | 対象範囲 | 変更内容 | 作業内容 | 作業範囲 | 実装計画 | 実装手順 | 実装内容 | タスク | タスク一覧 | 設計 | 手順 | 対応内容 | umfang | im umfang | geltungsbereich | leistungsumfang | änderungen | aufgaben | umsetzung | umsetzungsplan | schritte | vorgehen | arbeitspakete | entwurf | lösung | portée | périmètre | dans le périmètre | changements | modifications | tâches | étapes | mise en œuvre | plan de mise en œuvre | implémentation | conception | alcance | dentro del alcance | cambios | tareas | pasos | implementación | plan de implementación | diseño | escopo | dentro do escopo | âmbito | mudanças | alterações | tarefas | passos | etapas | plano | implementação | plano de implementação
file: 文件 | 涉及文件 | 相关文件 | 修改文件 | 文件清单 | 文件变更 | 受影响的文件 | 影响范围 | 代码位置 | 影响 | ファイル | 対象ファイル | 変更ファイル | 変更対象ファイル | 関連ファイル | 影響範囲 | 変更対象 | 影響 | dateien | datei | betroffene dateien | zu ändernde dateien | geänderte dateien | neue dateien | auswirkungen | betroffene komponenten | fichiers | fichier | fichiers concernés | fichiers à modifier | fichiers à créer | fichiers modifiés | composants concernés | archivos | archivo | ficheros | archivos afectados | archivos a modificar | archivos a crear | archivos modificados | impacto | arquivos | arquivo | ficheiros | arquivos afetados | arquivos a modificar | arquivos a criar | arquivos modificados
out of scope: 非目标 | 不在范围内 | 范围外 | 超出范围 | 不包括 | 不包含 | 不做 | 排除范围 | 排除项 | 禁止修改 | 不修改 | 不要修改 | 请勿修改 | 禁止 | 対象外 | スコープ外 | 範囲外 | 非目標 | 非ゴール | 非対象 | やらないこと | 含まないもの | 除外 | 変更しないもの | 変更禁止 | nicht im umfang | außerhalb des umfangs | nicht-ziele | nichtziele | abgrenzung | ausgeschlossen | ausschlüsse | nicht enthalten | nicht ändern | nicht anfassen | unverändert | hors périmètre | hors portée | hors du périmètre | non-objectifs | non objectifs | exclusions | exclu | ne pas modifier | ne pas toucher | fuera de alcance | fuera del alcance | no objetivos | exclusiones | excluido | no incluido | no modificar | no tocar | fora do escopo | fora de escopo | fora do âmbito | não objetivos | não-objetivos | exclusões | excluído | não incluído | não modificar | não tocar | não alterar
escalation: 升级 | 升级条件 | 上报 | 何时停止 | 停止并询问 | 何时询问 | 停下来询问 | 需要确认 | エスカレーション | 確認が必要な場合 | 相談が必要な場合 | 停止条件 | 中断条件 | 停止して確認 | 質問すべき場合 | eskalation | rückfragen | nachfragen | wann nachfragen | wann anhalten | anhalten und fragen | stoppen und fragen | abbruchbedingungen | escalade | quand s'arrêter | s'arrêter et demander | quand demander | demander d'abord | conditions d'arrêt | escalamiento | escalado | escalación | cuándo parar | cuándo preguntar | parar y preguntar | detenerse y preguntar | escalonamento | escalação | quando parar | quando perguntar | parar e perguntar | condições de parada
open question: 待定问题 | 未决问题 | 开放问题 | 待确认 | 待确认事项 | 待解决问题 | 疑问 | 未解決の問題 | 未決事項 | 未解決事項 | 確認事項 | 質問 | offene fragen | offene punkte | fragen | ungeklärte punkte | klärungsbedarf | questions ouvertes | questions en suspens | points ouverts | preguntas abiertas | preguntas | puntos abiertos | cuestiones abiertas | perguntas em aberto | perguntas | questões em aberto | questões abertas | pontos em aberto
output: 交付物 | 交付内容 | 交付 | 输出 | 输出格式 | 产出 | 提交内容 | 成果物 | 出力 | 出力形式 | 納品物 | 提出物 | ergebnis | ergebnisse | lieferumfang | liefergegenstände | lieferergebnis | abgabe | ausgabe | ausgabeformat | livrables | livrable | sortie | format de sortie | rendu | entregables | entregable | salida | formato de salida | entregáveis | entregável | entregas | saída | formato de saída
verification: 验证 | 验证方法 | 验证步骤 | 如何验证 | 测试 | 测试计划 | 测试方案 | 测试策略 | 検証 | 検証方法 | 検証手順 | 確認方法 | 動作確認 | テスト | テスト計画 | テスト方針 | verifikation | überprüfung | prüfung | testplan | teststrategie | testfälle | validierung | wie prüfen | vérification | plan de test | stratégie de test | comment vérifier | cas de test | verificación | pruebas | plan de pruebas | validación | estrategia de pruebas | cómo verificar | casos de prueba | verificação | testes | plano de testes | validação | estratégia de testes | como verificar | casos de teste
constraint: 约束 | 约束条件 | 限制 | 限制条件 | 非功能需求 | 技术约束 | 技术要求 | 制約 | 制約事項 | 制約条件 | 制限事項 | 非機能要件 | 技術的制約 | rahmenbedingungen | randbedingungen | einschränkungen | beschränkungen | vorgaben | technische vorgaben | nicht-funktionale anforderungen | nichtfunktionale anforderungen | contraintes | contrainte | contraintes techniques | exigences non fonctionnelles | restricciones | restricciones técnicas | limitaciones | requisitos no funcionales | restrições | restrições técnicas | limitações | requisitos não funcionais
risk: 风险 | リスク | risiken | risiko | risques | riesgos | riscos | 决策 | 決定事項 | entscheidungen | décisions | decisiones | decisões
future work: 未来工作 | 后续工作 | 今後の課題 | 将来の拡張 | ausblick | travaux futurs | trabajo futuro | trabalhos futuros
glossary: 术语 | 术语表 | 参考 | 参考资料 | 附录 | 变更记录 | 替代方案 | 用語集 | 参考資料 | 付録 | 変更履歴 | 代替案 | glossar | referenzen | anhang | änderungshistorie | alternativen | glossaire | références | annexe | annexes | historique | glosario | referencias | anexo | anexos | alternativas | historial | glossário | referências | histórico
`

// abroad adds the headings of other languages to the table. What it has already
// keeps its topic: "motivation" is English first.
func abroad(table map[string]Topic) {
	for line := range strings.Lines(strings.TrimSpace(headingsAbroad)) {
		as, names, _ := strings.Cut(line, ":")
		t := table[singular(as)]
		for name := range strings.SplitSeq(names, "|") {
			name = singular(strings.TrimSpace(name))
			if _, ok := table[name]; !ok {
				table[name] = t
			}
		}
	}
}

// nothingAbroad are what people write, in other languages, where they have nothing
// to say.
var nothingAbroad = once(func() map[string]bool {
	out := map[string]bool{}
	for name := range strings.SplitSeq("待定 | 无 | 暂无 | 没有 | 待补充 | 待确定 | 不适用 | なし | 未定 | 検討中 | 特になし | 該当なし | 追記予定 | keine | keiner | keines | offen | noch offen | folgt | entfällt | aucun | aucune | néant | à définir | à compléter | ninguno | ninguna | por definir | pendiente | no aplica | nenhum | nenhuma | a definir | pendente | não se aplica", "|") {
		out[strings.TrimSpace(name)] = true
	}
	return out
})

// Foreign reports whether the item is in a language that the words of the lexicon
// are not of: what it says of itself cannot be judged, only what it names.
func (it *Item) Foreign() bool {
	f := &it.features
	return f.foreign > f.stops && (f.foreign > 1 || f.words < 9)
}

// abroad is the substance of an item in another language where d is asked for: it
// names a thing or not. What d wants to hear besides cannot be told.
func (it *Item) abroad() float64 {
	switch f := &it.features; {
	case f.content >= 4 && f.names():
		return Complete
	case f.content >= 2:
		return Concrete
	}
	return 0
}
