package spec

// Sensitive returns the kinds of sensitive or irreversible action that the item
// asks for, in a fixed order: migration, deletion, auth, payment, deploy,
// secrets.
func (it *Item) Sensitive() []string {
	const kinds = 1<<clMigration | 1<<clDeletion | 1<<clAuth | 1<<clPayment | 1<<clDeploy | 1<<clSecrets
	if it.features.has&kinds == 0 || it.Kind == Fence || it.forbids() || !it.orders() && !it.features.is(clObliges, clEnables) || !it.Topic.Dims.Any(dims(Goal, Scope, Files)) {
		return nil
	}
	var out []string
	for i, kind := range []string{"migration", "deletion", "auth", "payment", "deploy", "secrets"} {
		if it.features.is(clMigration + class(i)) {
			out = append(out, kind)
		}
	}
	return out
}

// Products returns the things in the item that could each be delivered on
// their own ("service", "admin dashboard"), and whether the item asks to build
// them.
func (it *Item) Products() (names []string, builds bool) {
	if it.Kind == Fence || it.Quoted || it.forbids() || it.Hollow || it.Template || !it.features.is(clProduct) {
		return nil, false
	}
	end := -1
	for _, m := range it.features.products {
		if name := it.Prose[m.Start:m.End]; end < 0 || m.Start > end+1 {
			names = append(names, name)
		} else { // "email service", "checkout page": the last word is the thing
			names[len(names)-1] = name
		}
		end = m.End
	}
	return names, it.features.begins(clBuild)
}
