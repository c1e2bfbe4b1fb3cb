using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Organisation;

/// <summary>The whole table of rights, written down a second time: a right that changes must change here too.</summary>
public class MayTest
{
    private const string Table = """
        act           Citizen Inspector   OfficeClerk UnitClerk Supervisor Leader SystemAdministrator SecurityAdministrator AuditAdministrator Partner Guide
        Report        City    City        City        City      City       City   -                   -                     -                  - -
        FixOnTheSpot  -       OwnDistrict -           OwnUnit   -          -      -                   -                     -                  - -
        RefuseToFile  -       -           City        -         -          -      -                   -                     -                  - -
        File          -       -           City        -         -          -      -                   -                     -                  - -
        Dispatch      -       -           City        -         -          -      -                   -                     -                  - -
        Return        -       -           -           OwnUnit   -          -      -                   -                     -                  - -
        Accept        -       -           -           OwnUnit   -          -      -                   -                     -                  - -
        Plan          -       -           -           OwnUnit   -          -      -                   -                     -                  - -
        AskExtension  -       -           -           OwnUnit   -          -      -                   -                     -                  - -
        AskSuspension -       -           City        OwnUnit   -          -      -                   -                     -                  - -
        Grant         -       -           City        -         City       City   -                   -                     -                  - -
        Deny          -       -           City        -         City       City   -                   -                     -                  - -
        Resume        -       -           City        OwnUnit   -          -      -                   -                     -                  - -
        ReportFixed   -       -           -           OwnUnit   -          -      -                   -                     -                  - -
        GiveToZone    -       -           -           OwnUnit   -          -      -                   -                     -                  - -
        TakeFromZone  -       -           -           OwnUnit   -          -      -                   -                     -                  - -
        ReportToUnit  -       -           -           OwnUnit   -          -      -                   -                     -                  - -
        CoSign        -       -           -           OwnUnit   -          -      -                   -                     -                  - -
        CoRefuse      -       -           -           OwnUnit   -          -      -                   -                     -                  - -
        PassCheck     -       OwnDistrict -           -         City       -      -                   -                     -                  - -
        FailCheck     -       OwnDistrict -           -         City       -      -                   -                     -                  - -
        Review        -       -           City        -         -          -      -                   -                     -                  - -
        SeeAgain      -       OwnDistrict City        -         City       -      -                   -                     -                  - -
        Close         -       -           City        -         -          -      -                   -                     -                  - -
        Merge         -       -           City        -         -          -      -                   -                     -                  - -
        Reopen        -       -           City        -         City       -      -                   -                     -                  - -
        Recount       -       -           -           -         -          -      -                   -                     -                  - -
        Receive       -       -           City        -         -          -      -                   -                     -                  City -
        Import        -       -           City        -         -          -      -                   -                     -                  City -
        AddWords      City    -           -           -         -          -      -                   -                     -                  City -
        ConfirmFix    City    -           -           -         -          -      -                   -                     -                  City -
        DisputeFix    City    -           -           -         -          -      -                   -                     -                  City -
        Rate          City    -           -           -         -          -      -                   -                     -                  - -
        Reply         -       -           City        OwnUnit   -          -      -                   -                     -                  - -
        Publish       -       -           City        -         -          -      -                   -                     -                  - -
        Withhold      -       -           City        -         -          -      -                   -                     -                  - -
        """;

    public static TheoryData<Role, CaseAct, Scope> Rights()
    {
        var rows = Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var data = new TheoryData<Role, CaseAct, Scope>();
        foreach (var row in rows.Skip(1))
            for (var column = 1; column < row.Length; column++)
                data.Add(
                    Enum.Parse<Role>(rows[0][column]),
                    Enum.Parse<CaseAct>(row[0]),
                    row[column] == "-" ? Scope.None : Enum.Parse<Scope>(row[column])
                );
        return data;
    }

    [Theory, MemberData(nameof(Rights))]
    public void A_role_has_exactly_this_right(Role role, CaseAct act, Scope scope)
    {
        May.Act(role, act).ShouldBe(scope);

        // Every combination of own and foreign unit and district.
        foreach (var unit in new[] { "mine", "other", null })
        foreach (var district in new[] { "here", "there" })
        {
            var actor = new Actor(SmallCity.Id(1), "post", role, "mine", "here");
            var expected = scope switch
            {
                Scope.City => true,
                Scope.OwnDistrict => district == "here",
                Scope.OwnUnit => unit == "mine",
                _ => false,
            };
            May.Do(actor, act, unit, district).ShouldBe(expected, $"{unit} {district}");
        }
    }

    [Fact]
    public void The_table_names_every_role_and_every_act() =>
        Rights().Count.ShouldBe(Enum.GetValues<Role>().Length * Enum.GetValues<CaseAct>().Length);

    [Fact]
    public void A_post_limited_to_no_district_covers_all_of_them()
    {
        var everywhere = new Actor(SmallCity.Id(1), "post", Role.Inspector, "mine", null);

        May.Do(everywhere, CaseAct.PassCheck, null, "anywhere").ShouldBeTrue();
    }

    [Fact]
    public void An_actor_without_a_unit_owns_no_case_without_a_unit()
    {
        var nobody = new Actor(SmallCity.Id(1), "post", Role.UnitClerk, "", null);

        May.Do(nobody, CaseAct.Accept, "", "here").ShouldBeFalse();
        May.Do(nobody, CaseAct.Accept, null, "here").ShouldBeFalse();
    }

    [Theory]
    [InlineData(Role.Citizen, false, false, false)]
    [InlineData(Role.Partner, false, false, false)]
    [InlineData(Role.UnitClerk, true, false, false)]
    [InlineData(Role.Inspector, false, true, false)]
    [InlineData(Role.OfficeClerk, true, true, true)]
    [InlineData(Role.Supervisor, true, true, true)]
    [InlineData(Role.Leader, true, true, true)]
    [InlineData(Role.SystemAdministrator, false, false, false)]
    [InlineData(Role.SecurityAdministrator, false, false, false)]
    [InlineData(Role.AuditAdministrator, true, true, true)]
    [InlineData(Role.Guide, false, true, false)]
    public void A_role_sees_its_own_and_no_more(Role role, bool ownUnit, bool ownDistrict, bool elsewhere)
    {
        var actor = new Actor(SmallCity.Id(1), "post", role, "mine", "here") { Ground = new Ground(false, ["here"], []) };

        May.See(actor, "mine", "there").ShouldBe(ownUnit);
        May.See(actor, "other", "here").ShouldBe(ownDistrict);
        May.See(actor, "other", "there").ShouldBe(elsewhere);
    }

    public static TheoryData<Role, CaseAct> WrongActs()
    {
        var data = new TheoryData<Role, CaseAct>();
        foreach (var row in Rights())
            if (row.Data.Item3 == Scope.None && row.Data.Item2 != CaseAct.Recount)
                data.Add(row.Data.Item1, row.Data.Item2);
        return data;
    }

    [Theory, MemberData(nameof(WrongActs))]
    public void A_wrong_act_of_a_wrong_role_is_refused_in_every_status(Role role, CaseAct act)
    {
        var by = SmallCity.Everybody.Concat([SmallCity.Partner, Guided.North]).First(actor => actor.Role == role);

        foreach (var status in Enum.GetValues<CaseStatus>())
            Loop.In(status).Refuses(by, Commands.Of(act)).Code.ShouldBe("act.not-yours");
    }

    [Fact]
    public void A_unit_may_not_act_on_what_another_unit_owes()
    {
        Loop.Dispatched().Refuses(SmallCity.NorthClerk, new Accept()).Code.ShouldBe("act.not-yours");
        Loop.Dispatched().Refuses(SmallCity.NorthClerk, new Return()).Code.ShouldBe("act.not-yours");
        Loop.Accepted().Refuses(SmallCity.NorthClerk, new ReportFixed([SmallCity.Photo()])).Code.ShouldBe("act.not-yours");
        new Loop().Refuses(SmallCity.NorthClerk, Loop.OnTheSpot(SmallCity.Market)).Code.ShouldBe("act.not-yours");
    }

    [Fact]
    public void An_inspector_may_not_check_in_another_district() =>
        Loop.Fixed().Refuses(SmallCity.InspectorSouth, new PassCheck([])).Code.ShouldBe("act.not-yours");

    private static readonly OrganisationAct[] OfAUnit =
    [
        OrganisationAct.AddUnit,
        OrganisationAct.RenameUnit,
        OrganisationAct.CloseUnit,
        OrganisationAct.AddPost,
        OrganisationAct.RenamePost,
        OrganisationAct.ClosePost,
        OrganisationAct.HandOver,
        OrganisationAct.Sign,
        OrganisationAct.Enclose,
        OrganisationAct.Release,
        OrganisationAct.Raise,
        OrganisationAct.Decide,
        OrganisationAct.Settle,
    ];

    [Fact]
    public void The_office_organises_the_city_a_unit_itself_and_nobody_else_anything_but_their_own_signature()
    {
        foreach (var role in Enum.GetValues<Role>())
        foreach (var act in Enum.GetValues<OrganisationAct>())
            May.Organise(role, act)
                .ShouldBe(
                    role == Role.OfficeClerk ? Scope.City
                        : role == Role.UnitClerk && OfAUnit.Contains(act) ? Scope.OwnUnit
                        : act == OrganisationAct.Sign && role is (Role.Inspector or Role.Supervisor or Role.Leader)
                            ? Scope.OwnUnit
                        : Scope.None,
                    $"{role} {act}"
                );
    }
}
