using CivicLoop.Core.Sheets;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Sheets;

/// <summary>Names of files, whatever people called the things.</summary>
public class FileNamesTest
{
    // What people, spreadsheets and those who mean harm put into titles, and any letter at all.
    private static readonly Gen<string> Titles = Gen.ListOf(
            Gen.OneOf(
                Gen.Elements(
                    "..",
                    "/",
                    "\\",
                    ":",
                    "*?\"<>|",
                    ".",
                    " ",
                    "\u3000",
                    "\r\n",
                    "\0",
                    "\u202e",
                    "\u200d",
                    "CON",
                    "com¹",
                    "nul.txt",
                    "市场",
                    "a",
                    "A",
                    "é",
                    "e\u0301",
                    "\ud83d\ude00",
                    "\ud83d",
                    "=1+1",
                    ".docx"
                ),
                Gen.Choose(0, 0xffff).Select(letter => ((char)letter).ToString())
            )
        )
        .Select(parts => string.Concat(parts));

    [Theory]
    [InlineData("市场有管理制度", "市场有管理制度")]
    [InlineData("../../etc/passwd", "etc passwd")]
    [InlineData("a:b*c?", "a b c")]
    [InlineData("con", "_con")]
    [InlineData("Nul.2020", "_Nul.2020")]
    [InlineData("  …  ", "…")]
    [InlineData("...", "_")]
    [InlineData("", "_")]
    [InlineData("附件\u202egpj.exe", "附件 gpj.exe")]
    public void A_name_stays_as_near_as_every_system_takes_it(string title, string name) => FileNames.Safe(title).ShouldBe(name);

    [Fact]
    public void Any_titles_become_names_of_which_no_two_are_alike_and_none_leads_elsewhere() =>
        Prop.ForAll(
                Arb.From(Gen.ListOf(Titles)),
                titles =>
                {
                    var names = new FileNames();
                    List<string> all = [.. titles.Select(title => names.Give(names.Give("", title), title, ".docx"))];
                    var steps = all.SelectMany(path => path.Split('/')).ToList();
                    return all.Distinct(StringComparer.OrdinalIgnoreCase).Count() == all.Count
                        && all.All(path => path.Count(letter => letter == '/') == 1)
                        && steps.All(step =>
                            step.Length is > 0 and < 60
                            && step == step.Trim(' ', '.')
                            && step.IndexOfAny([.. "\\:*?\"<>|"]) < 0
                            && !step.Any(char.IsControl)
                            && System.Text.Encoding.UTF8.GetByteCount(step) <= 255
                            && System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(step)) == step
                        );
                }
            )
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));
}
