package spec

import (
	"strings"

	"github.com/speclint/speclint/internal/spec/words"
)

// class is a group of phrases that say the same of an item. They are cues: no
// class earns anything without words that name a thing beside it.
type class uint8

const (
	clStop        class = iota // function words
	clVague                    // nouns and adjectives that fit every task
	clField                    // the vocabulary of specs itself
	clCondition                // when something holds
	clResponse                 // then something is observed
	clState                    // is, has: says how things are, not what happens
	clObliges                  // shall, must
	clCause                    // because, so that
	clProblem                  // what is wrong today
	clWhySure                  // because, currently: nothing else can be meant
	clChange                   // verbs of change: add, replace
	clEnables                  // can, lets, allows
	clStory                    // as a …, I want …
	clForbids                  // must not, never
	clTouches                  // modify, delete: what one does to a file
	clKeeps                    // stays unchanged, off limits
	clExcluded                 // is out of scope
	clHalts                    // stop, ask
	clHaltsSure                // stop and ask: nothing else can be meant
	clArtefact                 // pull request, report
	clForm                     // as JSON, one commit
	clHandsBack                // deliver, submit
	clRuns                     // run, verify
	clTest                     // test, suite
	clPasses                   // passes, exits 0
	clLimits                   // at most, only, without
	clPerson                   // what only a person can judge
	clNothing                  // none, nothing
	clLoophole                 // if possible: looks like a condition and is none
	clFiller                   // lorem ipsum, licences
	clPlaceholder              // TBD
	clDefers                   // to be defined, as discussed: says nothing wherever it stands
	clBuild                    // verbs that begin a new thing: build, implement
	clProduct                  // things that are delivered on their own: service, page
	clMigration
	clDeletion
	clAuth
	clPayment
	clDeploy
	clSecrets
	clThen // the word itself
	clLog  // the decision log
	clProposes
	clSoThat
	clWants
	clSurface      // what a product shows to those who use it: endpoint, flag, message
	clAbroad       // function words of other languages
	clPart         // what a program is made of: module, component
	clDoneWhen     // done when: a condition of done follows
	clBinds        // a limit that is one outside a list of limits, too
	numClasses int = iota
)

// lexicon lists the phrases of each class, separated by "|".
var lexicon = [numClasses]string{
	clStop:        "a | an | the | this | that | these | those | it | its | is | are | be | been | was | were | of | to | in | on | at | by | for | from | with | and | or | as | into | than | so | we | our | us | you | your | they | them | their | i | my | he | she | there | here | which | who | whom | what | how | also | just | very | all | any | each | every | some | more | most | other | such | same | own | both | either | neither | has | have | had | do | does | did | done | get | gets | not | no | about | over | per | via | etc | e.g | i.e | up | out | off | then | else | too | only | if | but | like | can | will | would | should | could | may | might | one | new | using | used | use",
	clVague:       "system | systems | app | application | code | codebase | software | product | project | feature | features | functionality | functionalities | things | thing | stuff | everything | something | anything | part | parts | way | ways | solution | better | good | nice | great | best | improve | improves | improved | improvement | improvements | enhance | enhanced | enhancement | robust | clean | quality | user-friendly | friendly | intuitive | modern | simple | easy | easily | fast | faster | quick | quickly | efficient | efficiently | efficiency | optimize | optimized | work | works | working | properly | correctly | appropriately | appropriate | proper | correct | suitable | reasonable | reasonably | well | various | several | many | important | experience | performance | behaviour | behavior | needed | necessary | whatever | maybe | perhaps | probably | possibly | hopefully | ideally | kind | sort | somewhat | somehow | roughly | approximately | basically | generally | usually | often | sometimes | think | guess | sure | soon | later | adequate | sufficient | sufficiently | acceptable | relevant | similar | possible | feasible | applicable | certain | certainly | likely | unlikely | best-effort | state-of-the-art | world-class | scalable | flexible | powerful | elegant | cleanly | safely | graceful | gracefully | meaningful | significantly | significant | minimal | decent | sensible | sane | handle | handles | depending | able | enough | try | tries | want | wanted | etcetera | forth | ones | lot | lots | bit | should | nicely | seamless | seamlessly | smooth | smoothly | perfect | perfectly | beautiful | issue | issues | case | cases | user | users | people | judgment | judgement | expect | expects | follow | follows | adhere | consider | maintain | ensure | stakeholder | stakeholders | engagement | practice | practices | standards | industry | insight | insights | journey | journeys | value | values | highly | available | availability | performant | compliant | optimal | optimally | comprehensive | comprehensively | ensures | ensuring | expected | expectation | expectations | team | teams | everyone | business | innovative | holistic | synergy | leverage | leverages | empower | empowers | delight | delightful | streamline | streamlined | excellence | reliable | reliably | reliability | stable | stability | secure | securely | maintainable | maintainability | modular | extensible | future-proof | overall | platform | technology | technologies | digital | strategic | alignment | align | core | critical | compared | cutting-edge | satisfaction | satisfied | happy | confident | confidence | responds | respond | reacts | react | behaves | behave | performs | perform | operates | operate | functions | discussed | agreed | usual | always | whole | entire | full | fully | complete | completely | general | specific | different | aspects | aspect | process | processes | needs | need",
	clField:       "files | stop and ask | success criteria | acceptance criteria | goal | goals | success | criteria | criterion | scope | objective | objectives | why | requirement | requirements | acceptance | verification | constraints | constraint | deliverable | deliverables | escalation | out-of-scope | non-goal | non-goals | spec | specification | definition of done | in scope | background | motivation | output | output format | command | commands | done | ready | priority | owner | context | purpose | summary",
	clCondition:   "when | if | while | whenever | given | unless | after | before | once | until | where | for every | for each | for any | in case | as soon as | on every | during | upon | for a | with a | with an | with no | without a",
	clResponse:    "then | returns | return | returned | shows | show | shown | displays | display | displayed | prints | print | printed | exits | exit | rejects | reject | rejected | accepts | accepted | contains | contain | equals | equal | appears | appear | redirects | redirected | raises | throws | thrown | stays | stay | remains | remain | keeps | keep | sends | send | sent | writes | written | logs | logged | emits | emitted | renders | rendered | opens | closes | loads | saves | saved | persists | persisted | receives | receive | sees | see | passes | pass | fails | fail | succeeds | succeed | reports | reported | lists | listed | includes | included | does not | do not | cannot | can not | no longer | is visible | is disabled | is enabled | is empty | is unchanged | are unchanged | is not | are not | will be | is created | is deleted | is stored | is called | is logged | is sent | is displayed | is shown | is returned | is rejected | is sorted | is kept | matches | match | sorts | sorted | filters | creates | created | updates | updated | deletes | deleted | stores | stored | adds | removes | removed | ignores | ignored | skips | skipped | produces | generates | generated | outputs | completes | finishes | holds | is listed | calls | starts | resolves | resolved | fires | triggers | retries | yields | gives | moves | leaves | hides | hidden | validates | prevents | blocks | blocked | notifies | navigates | goes to | refuses | counts | increments | refreshes | re-renders | disappears | expires | applies | compiles | builds | parses | serves | uploads | downloads | imports | exports | moved | sets | scrolls | plays | warns | aborts | drops | queues | delivers | publishes | streams | toggles | expands | collapses | closes | logs out | signs in | computes | calculates | converts | answers | answered | asks for | lets | reads | writes | runs | ends | quits | stops | caches | cached | copies | changes to | turns | leads to | is gone | are gone | is unique | are unique | is absent | is present | is open | is closed | covers | announces | never",
	clState:       "responds | respond | reacts | behaves | is | are | has | have | supports | allows | exists | exist | handles | works",
	clObliges:     "shall | must | shall not | must not | required to | is required | are required | has to | have to | needs to",
	clCause:       "because | so that | since | due to | in order to | as a result | therefore | thereby | this means | which means | leads to | lead to | causes | caused by | cause | results in | resulting in | motivated by | the reason | allowing | enabling | enables | reduces | reduce | reducing | saves | avoid | avoids | to prevent | thus | so we | so they | so users | helps | help | makes it",
	clProblem:     "problem | problems | currently | today | at present | cannot | can't | unable | unable to | fails to | fails | fail | broken | breaks | missing | lacks | lack | slow | error | errors | bug | crash | crashes | wrong | incorrect | incorrectly | confusing | confusion | difficult | hard to | painful | pain | manual | manually | tedious | error-prone | complain | complains | complained | complaint | complaints | lose | loses | lost | waste | wasted | wastes | costs | cost | risk | risky | duplicate | duplicated | inconsistent | outdated | deprecated | no way | not possible | impossible | there is no | there are no | does not | do not | doesn't | don't | need | needs | needed | asked | request | requests | requested | tickets | ticket | regression | vulnerable | vulnerability | limitation | limited | limits | insufficient | too many | too long | too slow | bottleneck | instead of | only | however | without | want | wants",
	clWhySure:     "because | the problem is | the problem | this is a problem | the reason | currently | today | at present | motivated by | caused by | causes | leads to | led to | results in | is tedious | complain | complains | complaints | users cannot | customers cannot | is broken | are broken | no way to | without this | pain point | pain points | error-prone | unable to | in order to | makes it hard | makes it difficult | makes it impossible",
	clChange:      "add | adds | adding | implement | implements | implementing | create | creates | creating | build | builds | replace | replaces | replacing | remove | removes | removing | fix | fixes | fixing | make | makes | change | changes | changing | introduce | introduces | introducing | support | supports | supporting | refactor | rename | move | migrate | extend | extends | extract | allow | allows | enable | enables | provide | provides | show | shows | display | update | updates | rewrite | convert | expose | reduce | reduces | ensure | write | design | set up | setup | integrate | define | establish | deliver | document | validate | store | persist | render | filter | sort | export | import | cache | log | track | limit | limits | prevent | stop | drop | delete | port | upgrade | return | returns | let | lets | configure | register | handle | handles | develop | transform | generate | automate | unify | split | merge | simplify | standardize | consolidate | deprecate | wire | parse | send | accept | reject | use | read | load | wrap | turn | switch | bring | give | gives | initialize | call | calculate | apply | check | run | test | verify | connect | improve",
	clEnables:     "can | can now | will | should | must | shall | lets | let | allows | allow | enables | enable | able to | is able to | provides | supports | wants | want | need | needs | i want | we want | we need | i need | goal is to | aim is to | proposes | propose | this change | this spec | this feature | this task | we propose | we will | defines | introduces | adds | establishes | describes",
	clStory:       "as a | as an | as the",
	clForbids:     "do not | don't | must not | mustn't | never | shall not | should not | shouldn't | may not | no change to | no changes to | no change in | no changes in | no modification to | no modifications to | no edits to | without touching | without changing | without modifying | without editing | cannot be | can not be | is not to be | are not to be | not be | not allowed to | not to be",
	clTouches:     "modify | modifying | modified | change | changing | changed | touch | touching | touched | edit | editing | edited | alter | altering | altered | refactor | refactoring | refactored | update | updating | updated | write to | rewrite | rewriting | reformat | reformatting | add to | replace | overwrite | overwriting | overwritten | change to | changes to | edits to | touches | delete | deleting | deleted | remove | removing | removed | rename | renaming | renamed | move | moved",
	clKeeps:       "is frozen | are frozen | stay out of | stay out of it | must stay byte-identical | no change to | no changes to | no changes in | no change in | no modifications to | no edits to | is not changed | are not changed | is not modified | are not modified | off limits | off-limits | hands off | untouched | leave alone | leave unchanged | leave as is | stays as it is | stay as they are | stays as is | remain unchanged | remains unchanged | stay unchanged | stays unchanged | must stay unchanged | must stay as | keep unchanged | stays untouched | remain untouched | must remain unchanged",
	clExcluded:    "out of scope | not in scope | out-of-scope | non-goal | non-goals | not part of the scope | is excluded from this | are excluded from this | is not a goal | not a goal | beyond the scope | outside the scope | won't be | not planned | explicitly not | is not about | explicitly excludes | explicitly excluded | focuses only on | only covers | left for later | left to a future | deferred to | is deferred | are deferred | separate pr | separate change | proposed separately | without implementing | not implement",
	clHalts:       "stop and | stop work | stop working | stop if | stop when | stop before | stop | ask | asks | ask first | ask before | ask me | ask a human | ask the user | ask for | escalate | pause | halt | wait for approval | wait for | check with | check in with | confirm with | get approval | needs approval | requires approval | require approval | approval | consult | hand over | hand back | report back | raise it | raise with | do not proceed | do not continue | don't proceed | don't guess | do not guess | before proceeding | before continuing | sign-off | sign off | get confirmation | request confirmation | flag it | bring it up | abort | needs clarification",
	clHaltsSure:   "stop and | stop work | ask first | ask before | ask me | ask a human | ask the user before | escalate | pause and | wait for approval | check with | check in with | confirm with | get approval | needs approval | requires approval | do not proceed | do not continue | don't proceed | get confirmation | halt and | needs human approval | hand over to | report back before | don't guess | do not guess | stop if | stop when | halt if | halt when | halt until | ask the user if | ask the user when | ask the user to | ask if | ask when | flag it to | flag to a human | stop and flag | and stop | and halt | halt | user confirmation | human approval | user approval | ask clarifying questions | ask for clarification | ask for approval | ask for confirmation | ask for direction | ask for guidance",
	clArtefact:    "pull request | pull requests | merge request | pr | commit | commits | diff | patch | report | summary | document | documents | documentation | changelog | branch | file | files | table | log | decision log | test | tests | release note | release notes | list | comment | message | description | screenshot | screenshots | readme | json | csv | markdown | artifact | artefact | review | response | answer | template | note | migration | archive | binary | package | html | pdf | script | module | endpoint | page | component | schema | config | output",
	clForm:        "one | single | exactly one | titled | named | with sections | section | sections | format | formatted | in markdown | as markdown | as json | in json | as a table | table | bullet | bullets | columns | fields | lines | sentence | sentences | paragraph | template | structure | containing | contains | that lists | which lists | listing | listed | includes | including | with the | with a | headed | description | title | body | squashed | branch | named after | per | at most | markdown | json | csv | yaml | html | updated | created | passing | green",
	clHandsBack:   "deliver | delivers | submit | open | opens | hand back | hand over | return | returns | provide | produce | attach | post | push | write | reply | reply with | respond | generate | create | save | report | include | output | present | list",
	clRuns:        "run | runs | running | execute | execute the | verify | verify that | check | check that | confirm | confirm that | assert | open | visit | click | inspect | try | reproduce | start | load | navigate | type | log in | observe | compare | measure | benchmark | call | send | request",
	clTest:        "test | tests | tested | testing | unit test | unit tests | integration test | integration tests | e2e | end-to-end | test suite | suite | regression test | regression tests | test case | test cases | coverage | property test | smoke test | lint | linter | type check | typecheck | type-check | build | ci | snapshot | benchmark | fuzz | spec passes | pytest | jest | vitest | playwright | cypress | manual test | qa",
	clPasses:      "passes | pass | passing | succeeds | succeed | exits 0 | exits with 0 | exit 0 | exit code 0 | exits with code 0 | exits with status 0 | exits zero | returns 0 | returns zero | status 0 | is green | are green | green | is clean | is quiet | are quiet | clean | completes | complete without | without errors | without error | without warnings | no errors | no warnings | reports no | finds nothing new | runs without | ok | stays green",
	clLimits:      "at most | at least | no more than | no less than | fewer than | less than | more than | under | within | up to | only | must | must not | never | no | without | exactly | maximum | minimum | max | min | not exceed | compatible | backward compatible | backwards compatible | unchanged | keep | keeps | stay | stays | remain | shall | shall not | do not | don't | cannot | always | limited to | requires | require | required | supports | support | existing | same | follow | follows | use | uses | standard library | strict | version",
	clPerson:      "looks | look | feels | feel | reads well | readable | easy to read | intuitive | pleasant | designer | a reviewer | reviewed by | approved by | signed off | sign-off | visually | by eye | manual review | manually | human | stakeholder | stakeholders | usable | understandable | maintainable",
	clNothing:     "none | nothing | n/a | na | not applicable | no exclusions | nothing is excluded | nothing excluded | none known | none so far | none identified",
	clLoophole:    "if possible | if feasible | if needed | if necessary | if required | if appropriate | if applicable | if any | if time permits | if time allows | when possible | when needed | when necessary | when appropriate | when applicable | when feasible | where possible | where needed | where necessary | where appropriate | where applicable | where feasible | as needed | as necessary | as appropriate | as applicable | as required | as far as possible | whenever possible | unless necessary | to the extent possible | if in doubt use your judgment",
	clFiller:      "lorem | ipsum | dolor | consectetur | adipiscing | eiusmod | incididunt | aliqua | exercitation | laboris | permission is hereby granted | copyright notice | copyright | merchantability | noninfringement | in no event shall | as is basis | the software is provided | software is provided | without warranty | without warranties | under the license | copy of the license | see the license | mit license | bsd license | apache license | all rights reserved | redistribution | redistributions | free software | gnu general public license | endorse or promote | to whom the software | substantial portions | publish distribute sublicense | damages or other liability | deal in the software | warranties or conditions | whether in an action of contract | tort or otherwise | liable for any claim | spdx-license-identifier | consequential damages | warranty of any kind | intentionally left blank",
	clDefers:      "to be determined | to be defined | to be decided | to be done | to be added | to be filled | to be filled in | to be completed | to be written | to be discussed | to be announced | to be confirmed | fill this in | coming soon | work in progress | use your judgment | use your judgement | use your best judgment | use your best judgement | as you see fit | whatever works | whatever you think | no response | not decided yet | not yet defined | not yet decided | will be added | will be added later | will be defined | will be provided | will follow | not specified | various improvements | as usual | same as before | to come | see above | see below | as expected | works as expected",
	clPlaceholder: "tbd | tba | tbc | todo | fixme | xxx | to be determined | to be defined | to be decided | to be done | to be added | to be filled | to be filled in | to be completed | to be written | to be discussed | to be announced | to be confirmed | fill in | fill this in | coming soon | work in progress | wip | placeholder | use your judgment | use your judgement | use your best judgment | use your best judgement | your call | up to you | as you see fit | whatever works | whatever you think | no response | your text here | insert here | not decided yet | not yet defined | not yet decided | describe here | add here | see above | see below",
	clBuild:       "build | implement | create | add | develop | write | design | set up | setup | introduce | deliver | launch | migrate | rewrite | replace | integrate | deploy | provide | make | ship | produce | construct | redesign | publish",
	clProduct:     "service | services | page | pages | api | apis | dashboard | cli | sdk | library | pipeline | database | integration | integrations | site | website | plugin | extension | portal | importer | exporter | worker | bot | microservice | backend | frontend | mobile app | web app | admin panel | admin area | login | authentication | billing | payments | checkout | search | notifications | notification system | email service | newsletter | chat | reports | analytics | subsystem | module | engine | scheduler | queue | webhook | webhooks | documentation | docs | onboarding | wizard | editor | store | cart | catalog | profile page | settings page | landing page | blog | forum | gateway | server | client | app | tool | crawler | parser | agent | console | system | deployment | rate limiter | audit log | report | flow | screen | endpoint | form | job",
	clMigration:   "migration | migrations | migrate | schema change | schema changes | alter table | backfill | data migration",
	clDeletion:    "drop table | drop column | delete all | purge | wipe | truncate | hard delete | delete user data | delete data | delete rows | delete records | irreversible",
	clAuth:        "auth | authentication | authorization | authorisation | login | sign-in | password | passwords | session token | oauth | sso | permissions | access control | access token | jwt | role-based",
	clPayment:     "payment | payments | billing | invoice | invoices | refund | refunds | checkout | credit card | stripe | charge customers | subscription billing",
	clDeploy:      "deploy | deploys | deployment | production | release to | rollout | roll out | go live | publish to",
	clSecrets:     "secret | secrets | credential | credentials | api key | api keys | private key | private keys | encryption key",
	clThen:        "then",
	clProposes:    "goal is to | goal of this | aim is to | we propose | this change | this spec | this feature | this task | this proposal | this rfc | this kep | we want to | we will",
	clSoThat:      "so that",
	clWants:       "want | want to | wants | i want | i need | we want | we need",
	clSurface:     "api | endpoint | endpoints | route | routes | json | response | responses | status code | cli | command line | command | flag | flags | option | options | message | messages | page | view | tab | tabs | column | columns | schema | stdout | exit code | format | output | outputs | signature | payload | header | headers | field | fields | prints | displays | dialog | button | log | logging | screen",
	clDoneWhen:    "done when | done until | done only when | done once | complete when | complete until | complete once | finished when | finished once | finished until | succeeds when | successful when | successful if | succeeded when | considered complete when | considered done when",
	clBinds:       "at most | at least | no more than | no less than | fewer than | up to | only | without | exactly | not exceed | maximum | minimum | compatible | backward compatible | backwards compatible | never | always | limited to | requires | required | strict",
	clAbroad:      "der | das | dem | und | oder | nicht | ist | sind | wird | werden | wenn | für | auf | ein | eine | einen | einer | eines | zum | zur | muss | müssen | sollen | kann | können | bei | nach | durch | über | auch | damit | le | les | des | une | est | sont | dans | pour | qui | avec | sur | aux | ne | doit | doivent | peut | lorsque | quand | être | cette | el | los | las | del | una | para | cuando | debe | deben | puede | que | por | sin | como | um | uma | dos | das | não | são | é | nos | nas | ao | deve | devem | pode | quando | ou | de | la",
	clPart:        "component | components | module | modules | class | classes | function | functions | method | package | packages | screen | view | views | panel | table | service | script | scripts | crate | controller | library | handler | endpoint | plugin | route",
	clLog:         "decision log | log of decisions | decisions log",
}

// compiled is the lexicon as one matcher, with the class of each phrase.
type compiled struct {
	matcher *words.Matcher
	class   []class
	covers  []bool // the phrase names nothing
}

var cues = once(func() *compiled {
	n := 0
	for _, list := range lexicon {
		n += strings.Count(list, "|") + 1
	}
	c := &compiled{class: make([]class, 0, n), covers: make([]bool, 0, n)}
	phrases := make([]string, 0, n)
	for cl, list := range lexicon {
		for p := range strings.SplitSeq(list, "|") {
			p = strings.TrimSpace(p)
			phrases = append(phrases, p)
			c.class = append(c.class, class(cl))
			c.covers = append(c.covers, notContent&(1<<cl) != 0 || strings.Contains(p, " ") && things&(1<<cl) == 0)
		}
	}
	c.matcher = words.New(phrases)
	return c
})
