using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CivicLoop.Web.Data;

/// <summary>
/// The one model of both databases, for reading. Rooms map their tables in files of their own (<c>…Tables</c>);
/// the conventions of columns are here.
/// </summary>
public sealed class CityContext(DbContextOptions<CityContext> options) : DbContext(options)
{
    protected override void OnConfiguring(DbContextOptionsBuilder builder) =>
        builder.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);

    protected override void ConfigureConventions(ModelConfigurationBuilder builder)
    {
        builder.Properties<DateTime>().HaveConversion<TimeColumn>();
        builder.Properties<DateOnly>().HaveConversion<DayColumn>();
        builder.Properties<Guid>().HaveConversion<IdColumn>();
        builder.Properties<bool>().HaveConversion<YesColumn>();
        builder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.ApplyConfigurationsFromAssembly(typeof(CityContext).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes())
        foreach (var property in entity.GetProperties())
            property.SetColumnName(Snake(property.Name));
    }

    private static string Snake(string name) =>
        string.Concat(
            name.Select(
                (letter, index) =>
                    char.IsUpper(letter) ? (index > 0 ? "_" : "") + char.ToLowerInvariant(letter) : letter.ToString()
            )
        );

    private sealed class TimeColumn() : ValueConverter<DateTime, long>(time => Values.Milliseconds(time), ms => Values.Time(ms));

    private sealed class DayColumn() : ValueConverter<DateOnly, string>(day => Values.Day(day), text => Values.ParseDay(text));

    private sealed class IdColumn() : ValueConverter<Guid, string>(id => Values.Id(id), text => Guid.Parse(text));

    private sealed class YesColumn() : ValueConverter<bool, int>(yes => yes ? 1 : 0, number => number != 0);
}

/// <summary>Maps a row type to its table and key; the rest is convention.</summary>
public abstract class Table<T>(string name) : IEntityTypeConfiguration<T>
    where T : class
{
    public void Configure(EntityTypeBuilder<T> builder)
    {
        builder.ToTable(name);
        Key(builder);
    }

    protected abstract void Key(EntityTypeBuilder<T> builder);
}
