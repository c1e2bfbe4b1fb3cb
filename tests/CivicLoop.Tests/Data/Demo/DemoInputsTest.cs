using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Events;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Demo;
using CivicLoop.Web.Photos;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Demo;

/// <summary>Whatever the generator may do fits a form that the door knows: a demo never stops in the middle of its life.</summary>
public class DemoInputsTest
{
    // What another platform tells of the past is a file, not a form; what a visit sees again is told by the visit.
    public static TheoryData<CaseAct> Acts() =>
        [.. Enum.GetValues<CaseAct>().Where(act => act is not (CaseAct.Import or CaseAct.SeeAgain))];

    [Theory, MemberData(nameof(Acts))]
    public void Every_act_of_the_generator_is_a_form_that_becomes_the_same_act(CaseAct act)
    {
        var command = Commands.Of(act);
        var demo = new DemoAct(SmallCity.Id(1), command, Act(), "理由", [.. Texts(command)], []);
        var photos = Enumerable
            .Range(0, 20)
            .Select(SmallCity.Photo)
            .DistinctBy(photo => photo.Id)
            .ToDictionary(photo => photo.Id, _ => new StagedPhoto("blob", "image/png", 1, 1, 1, null));

        var input = DemoInputs.Of(demo, photos, number => number);

        new CaseDrafts().Command(input, () => 7, Loop.Filed().Now).Kind.ShouldBe(act);
    }

    private static Act Act() =>
        new(SmallCity.Id(2), SmallCity.Clerk, SmallCity.Monday, SmallCity.Monday, "desk", SmallCity.Text());

    // Every text that a command may name, as the generator tells them.
    private static IEnumerable<DemoText> Texts(CaseCommand command) =>
        command
            .GetType()
            .GetProperties()
            .Select(property => property.GetValue(command))
            .OfType<TextRef>()
            .DistinctBy(text => text.Id)
            .Select(text => new DemoText(text.Id, "文字"));
}
