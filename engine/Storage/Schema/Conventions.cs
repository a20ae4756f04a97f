using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Helpdesk.Engine.Storage.Schema;

/// <summary>One way to name tables and columns and to store values, on all three databases and for every owner.</summary>
internal static class Conventions
{
    /// <summary>PostgreSQL cuts longer names off, and two that begin alike would be one.</summary>
    private const int LongestName = 63;

    public static void Types(ModelConfigurationBuilder configuration) =>
        configuration.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();

    public static void Name(ModelBuilder model, string prefix)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            entity.SetTableName(Fitting(prefix + SnakeCase(entity.GetTableName() ?? entity.ClrType.Name)));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.Name));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName(Fitting(key.IsPrimaryKey()
                    ? $"pk_{entity.GetTableName()}"
                    : $"ak_{entity.GetTableName()}_{string.Join('_', key.Properties.Select(p => SnakeCase(p.Name)))}"));
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(index.Name ?? Fitting($"ix_{entity.GetTableName()}_{string.Join('_', index.Properties.Select(p => SnakeCase(p.Name)))}"));
            }

            foreach (var foreignKey in entity.GetForeignKeys())
            {
                foreignKey.SetConstraintName(Fitting($"fk_{entity.GetTableName()}_{string.Join('_', foreignKey.Properties.Select(p => SnakeCase(p.Name)))}"));
            }
        }
    }

    public static string SnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsAsciiLetterUpper(name[i]) && i > 0 && name[i - 1] != '_')
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }

    /// <summary>A name that is too long keeps its beginning and ends in a hash of the whole.</summary>
    private static string Fitting(string name) => name.Length <= LongestName
        ? name
        : $"{name[..(LongestName - 9)]}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8]}";

    /// <summary>
    /// Instants are UTC and cut to microseconds, which is what PostgreSQL keeps: a value read back equals the one written.
    /// </summary>
    private sealed class InstantConverter() : ValueConverter<DateTimeOffset, DateTime>(
        instant => new DateTime(instant.UtcTicks / 10 * 10, DateTimeKind.Utc),
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}
