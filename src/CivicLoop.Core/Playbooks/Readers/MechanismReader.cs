namespace CivicLoop.Core.Playbooks.Readers;

internal static class MechanismReader
{
    public static IReadOnlyList<Mechanism> Read(Reading read) =>
        [
            .. read.Root("mechanisms.yaml")
                .Items("mechanisms")
                .Select(node => new Mechanism(
                    node.Said("code"),
                    node.Said("name"),
                    node.Text("says"),
                    node.Figures("counts"),
                    node.Texts("steps"),
                    node.Text("run-by"),
                    node.Flag("sample")
                )
                {
                    Owner = node.Text("owner"),
                    Every = Interval.Parse(node.Text("every")),
                }),
        ];
}
