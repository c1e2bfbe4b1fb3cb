using System.CommandLine;
using System.Data.Common;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Burden;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Contracts;
using CivicLoop.Web.Coverage;
using CivicLoop.Web.Data;
using CivicLoop.Web.Demo;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Erasures;
using CivicLoop.Web.Events;
using CivicLoop.Web.Exchange;
using CivicLoop.Web.Exchange.Import;
using CivicLoop.Web.Guidance;
using CivicLoop.Web.Inspections;
using CivicLoop.Web.Intake;
using CivicLoop.Web.Intake.Open311;
using CivicLoop.Web.Lessons;
using CivicLoop.Web.Maps;
using CivicLoop.Web.Materials;
using CivicLoop.Web.Mechanisms;
using CivicLoop.Web.Messages;
using CivicLoop.Web.Organisation;
using CivicLoop.Web.Outside.Open311;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Places;
using CivicLoop.Web.Places.Import;
using CivicLoop.Web.Plans;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Publishing;
using CivicLoop.Web.Publishing.Subscriptions;
using CivicLoop.Web.Rectification;
using CivicLoop.Web.Rhythm;
using CivicLoop.Web.Scoring;
using CivicLoop.Web.SelfChecks;
using CivicLoop.Web.SelfReviews;
using CivicLoop.Web.SignOffs;
using CivicLoop.Web.Site;
using CivicLoop.Web.Standards;
using CivicLoop.Web.Suggesting;
using CivicLoop.Web.Supervision;
using CivicLoop.Web.Tallies;
using CivicLoop.Web.Upstream;

namespace CivicLoop.Web;

/// <summary>The list of verbs, the list of streams and the list of rooms; nothing else happens here.</summary>
public static class Program
{
    /// <summary>Every kind of stream that history has. What a stream is, its first event says.</summary>
    public static IReadOnlyList<IStreamKind> Streams { get; } =
    [
        CaseStream.Kind,
        SelfCheckStream.Kind,
        ErasureStream.Kind,
        ContractStream.Kind,
        ItemStream.Kind,
        MeetingStream.Kind,
        TallyStream.Kind,
        SignOffStream.Kind,
        OrderStream.Kind,
        SelfReviewStream.Kind,
        SilenceStream.Kind,
        LessonStream.Kind,
        PlanStream.Kind,
        TaskStream.Kind,
        RunStream.Kind,
        MechanismDueStream.Kind,
        MaterialStream.Kind,
        UpstreamStream.Kind,
        TeamStream.Kind,
        FeedbackStream.Kind,
        VisitStream.Kind,
    ];

    /// <summary>What <c>verify</c> proves beside them.</summary>
    public static IReadOnlyList<Func<DbConnection, Proven>> Proofs { get; } =
    [AuditReads.Prove, CaseWords.Prove, DutyCounts.Prove];

    public static Task<int> Main(string[] args)
    {
        var root = new RootCommand("CivicLoop (创城通): runs a city's civilised-city campaign. Start with: civicloop demo")
        {
            Verbs.Data,
            DemoRoom.Verb(),
            Serve.Verb(),
            MigrateVerb.Verb(),
            ProofVerbs.Verify(Streams, Proofs),
            ProofVerbs.Rebuild(Streams),
            PlaybookVerbs.Check(),
            PlaybookVerbs.Import(ImportVerb.Verb(), CaseImportVerb.Verb()),
            UserVerb.Verb(),
            TokenVerb.Verb(),
            CoverageRoom.Verb(),
            ClassifyVerb.Verb(),
            RhythmVerb.Verb(),
            ScoreVerb.Verb(),
        };
        return root.Parse(args).InvokeAsync();
    }

    /// <summary>What each room needs from the others, by its own hand.</summary>
    public static void AddRooms(IServiceCollection services)
    {
        services.AddPlaybooks();
        services.AddEvents();
        services.AddCases();
        services.AddOrganisation();
        services.AddContracts();
        services.AddDuties();
        services.AddSignOffs();
        services.AddUpstream();
        services.AddGuidance();
        services.AddPhotos();
        services.AddPlaces();
        services.AddIntake();
        services.AddOpen311();
        services.AddPeers();
        services.AddPublishing();
        services.AddSubscriptions();
        services.AddMaps();
        services.AddSelfChecks();
        services.AddErasures();
        services.AddAccounts();
        services.AddRectification();
        services.AddExchange();
        services.AddMessages();
        services.AddSuggesting();
        services.AddRhythm();
        services.AddTallies();
        services.AddBurden();
        services.AddSupervision();
        services.AddCoverage();
        services.AddSelfReviews();
        services.AddLessons();
        services.AddPlans();
        services.AddMechanisms();
        services.AddMaterials();
        services.AddStandards();
        services.AddInspections();
        services.AddScoring();
    }

    /// <param name="root">Addresses that belong to no city.</param>
    /// <param name="city">Addresses below <c>/{city}</c>; the city is known to exist.</param>
    public static void MapRooms(IEndpointRouteBuilder root, RouteGroupBuilder city)
    {
        city.MapCases();
        city.MapContracts();
        city.MapDuties();
        city.MapPlaybooks();
        city.MapPlaces();
        city.MapOrganisation();
        city.MapMyPosts();
        city.MapPhotos();
        city.MapIntake();
        root.MapOpen311(city);
        city.MapPeers();
        city.MapPublishing();
        city.MapSubscriptions();
        city.MapMaps();
        city.MapSelfChecks();
        city.MapErasures();
        city.MapCoverage();
        root.MapAccounts(city);
        city.MapRectification();
        root.MapExchange(city);
        city.MapMessages();
        city.MapSuggesting();
        city.MapRhythm();
        city.MapTallies();
        city.MapBurden();
        city.MapSignOffs();
        city.MapSupervision();
        city.MapSelfReviews();
        city.MapLessons();
        city.MapPlans();
        city.MapMechanisms();
        city.MapMaterials();
        city.MapUpstream();
        city.MapStandards();
        city.MapGuidance();
        city.MapInspections();
        city.MapScoring();
    }
}
