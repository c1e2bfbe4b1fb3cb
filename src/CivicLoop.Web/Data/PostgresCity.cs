using System.Data.Common;
using Npgsql;

namespace CivicLoop.Web.Data;

/// <summary>
/// A city in one schema of a PostgreSQL database. The owner role migrates; the serving role serves and may
/// neither change nor delete an event.
/// </summary>
/// <param name="schema">Null for the city's own; another while it is being built.</param>
internal sealed class PostgresCity(
    string city,
    NpgsqlDataSource owner,
    NpgsqlDataSource serving,
    string servingRole,
    PostgresWriters writers,
    string? schema = null
) : CityDatabase(city)
{
    public static string SchemaOf(string city) => "city_" + city.Replace('-', '_');

    private string Schema => schema ?? SchemaOf(City);

    private long commits;

    public override long Commits => Interlocked.Read(ref commits);

    public override Task<T> Write<T>(Func<CityTransaction, T> act) => writers.Write(() => Transact(serving, act));

    public override T WriteInBulk<T>(Func<CityTransaction, T> acts) => Transact(serving, acts);

    private T Transact<T>(NpgsqlDataSource source, Func<CityTransaction, T> act)
    {
        try
        {
            using var connection = OpenIn(source);
            using var transaction = connection.BeginTransaction();
            var view = new PostgresTransactionView(connection, transaction);
            var result = act(view);
            view.Flush();
            transaction.Commit();
            Interlocked.Increment(ref commits);
            return result;
        }
        catch (Exception exception) when (!StorageTrouble.IsTaken(exception) && StorageTrouble.From(exception) is not null)
        {
            throw StorageTrouble.From(exception)!;
        }
    }

    public override DbConnection Open()
    {
        try
        {
            return OpenIn(serving);
        }
        catch (Exception exception) when (StorageTrouble.From(exception) is { } trouble)
        {
            throw trouble;
        }
    }

    // Everybody's questions are small and many ask at once: starting helpers for one of them costs a hundred times
    // what they save, and a plan made for any values reckons with far more rows than it finds.
    // The path is set at every opening and reset when the connection goes back: without it the sources point at
    // a schema that does not exist, so a city that was forgotten finds no table instead of another city's.
    private NpgsqlConnection OpenIn(NpgsqlDataSource source)
    {
        var connection = source.OpenConnection();
        try
        {
            using var command = new NpgsqlCommand(
                $"set search_path to {Schema}; set max_parallel_workers_per_gather to 0; select current_setting('synchronous_commit')",
                connection
            );
            if (command.ExecuteScalar() as string != "on")
                throw new InvalidOperationException(
                    "PostgreSQL has synchronous_commit off for this role: an answer would not be durable"
                );
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override long NextCaseNumber(CityTransaction transaction) => transaction.Number("select nextval('case_numbers')");

    public override void HoldOffSeals(CityTransaction transaction) =>
        transaction.Number("select 1 from (select pg_advisory_xact_lock_shared(hashtext(current_schema()))) held");

    public override void AwaitActs(CityTransaction transaction) =>
        transaction.Number("select 1 from (select pg_advisory_xact_lock(hashtext(current_schema()))) held");

    protected override string BeginSnapshot => "begin isolation level repeatable read read only";

    public override IReadOnlyList<string> Migrate()
    {
        using (var connection = owner.OpenConnection())
        using (var command = new NpgsqlCommand($"create schema if not exists {Schema}", connection))
            command.ExecuteNonQuery();
        return Transact(
            owner,
            transaction =>
                Migrations.Apply(
                    transaction,
                    "postgres",
                    script =>
                        script
                            .Replace("{serving}", servingRole, StringComparison.Ordinal)
                            .Replace("{schema}", Schema, StringComparison.Ordinal)
                )
        );
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
