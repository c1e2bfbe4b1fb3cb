using CivicLoop.Core.Contracts;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Contracts;

/// <summary>The room Contracts: 包联、包街、包保, who answers for what ground, and where nobody does.</summary>
public static class ContractsRoom
{
    public static void AddContracts(this IServiceCollection services)
    {
        services.AddScoped<ContractPages>();
        services.AddScoped<ContractMaking>();
        services.AddScoped<ContractListPages>();
        services.AddScoped<ContractImports>();
        services.AddScoped<ContractNames>();
        services.AddScoped<IDutySubjects, ContractDuties>();
    }

    public static void MapContracts(this IEndpointRouteBuilder city)
    {
        var contracts = city.MapGroup("/contracts").May(Right.Read);
        contracts.MapGet("", (HttpRequest request, ContractListPages pages) => pages.List(request.Query));
        contracts
            .MapGet("/export.csv", (HttpRequest request, ContractListPages pages) => pages.Export(request.Query, workbook: false))
            .Exports("contracts");
        contracts
            .MapGet("/export.xlsx", (HttpRequest request, ContractListPages pages) => pages.Export(request.Query, workbook: true))
            .Exports("contracts");
        contracts.MapGet("/board", (HttpRequest request, ContractListPages pages) => pages.Board(request.Query));
        contracts
            .MapGet("/board.xlsx", (HttpRequest request, ContractListPages pages) => pages.ExportFaults(request.Query))
            .Exports("contract-faults");
        contracts.MapGet("/mine", (HttpRequest request, ContractListPages pages) => pages.Mine(request.Query));
        contracts.MapGet("/{number:long}", (long number, string? done, ContractPages pages) => pages.Show(number, done));
        contracts
            .MapPost(
                "/{number:long}/acts/{name}",
                (long number, string name, HttpRequest request, ContractPages pages) => pages.Act(number, name, request)
            )
            .May(Right.ActOnContracts);
        contracts.MapGet(
            "/{number:long}/letters/{letter:int}",
            (long number, int letter, ContractPages pages) => pages.Letter(number, letter)
        );
        contracts.MapGet(
            "/{number:long}/letters/{letter:int}.docx",
            (long number, int letter, ContractPages pages) => pages.LetterFile(number, letter)
        );

        var making = city.MapGroup("/contracts").May(Right.MakeContracts);
        making.MapGet("/new", (HttpRequest request, ContractMaking pages) => pages.Show(request.Query));
        making.MapPost("/new", (HttpRequest request, ContractMaking pages) => pages.Make(request));
        making.MapGet("/import", (ContractImports pages) => pages.Show());
        making.MapGet("/import/form.xlsx", (ContractImports pages) => pages.Form());
        making.MapPost("/import", (HttpRequest request, ContractImports pages) => pages.Look(request));
        making.MapPost("/import/take", (HttpRequest request, ContractImports pages) => pages.Take(request));
    }
}

/// <summary>The acts as they stand in addresses and keys of texts.</summary>
public static class ContractActNames
{
    public static IReadOnlyList<ContractAct> OnOne { get; } =
    [ContractAct.Accept, ContractAct.Decline, ContractAct.HandOver, ContractAct.Renew, ContractAct.Issue, ContractAct.End];

    public static string Name(ContractAct act) => act == ContractAct.HandOver ? "hand-over" : act.ToString().ToLowerInvariant();

    public static ContractAct? Find(string name) => OnOne.Where(act => Name(act) == name).Cast<ContractAct?>().FirstOrDefault();
}
