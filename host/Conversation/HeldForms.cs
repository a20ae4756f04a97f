using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Conversation;

/// <summary>
/// Keeps what was typed into a form that was sent after its session had ended. Each form says in its first field whose it
/// is, sealed by the desk while she was signed in. So nobody can leave anything for somebody else, of a form that is
/// nobody's nothing is read, and who signs in as another finds nothing (LU5, LX3).
/// </summary>
internal sealed class HeldForms(DeskStore store, IDataProtectionProvider protection)
{
    /// <summary>The first field of each form.</summary>
    public const string OwnerField = "Owner";

    private readonly IDataProtector _seal = protection.CreateProtector("Helpdesk.HeldForm.1");

    /// <summary>What the form carries to say whose it is.</summary>
    public string OwnerOf(Actor actor) => _seal.Protect(actor.PersonId!.Value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The person who was given the seal; null when it is none of ours.</summary>
    public long? WhoOwns(string seal)
    {
        try
        {
            return long.TryParse(_seal.Unprotect(seal), NumberStyles.None, CultureInfo.InvariantCulture, out var person) ? person : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public Task HoldAsync(long personId, string path, IReadOnlyDictionary<string, List<string>> fields, CancellationToken cancellationToken) =>
        path.Length > HeldForm.LongestPath
            ? Task.CompletedTask
            : store.WriteAsync(
                async (unit, token) =>
                {
                    var before = unit.Now - HeldForm.Kept;
                    await unit.Desk.AllHeldForms.Where(form => form.PersonId == personId || form.HeldAt < before).ExecuteDeleteAsync(token);
                    unit.Desk.AllHeldForms.Add(new HeldForm(personId, path, JsonSerializer.Serialize(fields), unit.Now));
                },
                cancellationToken);

    /// <summary>What the reader had typed on this page; null when nothing waits for her.</summary>
    public async Task<HeldFields?> FindAsync(Actor reader, string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var after = now - HeldForm.Kept;
        var form = await tables.AllHeldForms.FirstOrDefaultAsync(held => held.PersonId == reader.PersonId && held.Path == path && held.HeldAt >= after, cancellationToken);
        return form is null ? null : new HeldFields(JsonSerializer.Deserialize<Dictionary<string, List<string>>>(form.Fields)!);
    }

    /// <summary>It was sent now, or is not wanted any more.</summary>
    public async Task ForgetAsync(Actor reader, string path, CancellationToken cancellationToken)
    {
        await using (var tables = store.Read())
        {
            if (!await tables.AllHeldForms.AnyAsync(form => form.PersonId == reader.PersonId && form.Path == path, cancellationToken))
            {
                return;
            }
        }

        await store.WriteAsync(
            (unit, token) => unit.Desk.AllHeldForms.Where(form => form.PersonId == reader.PersonId && form.Path == path).ExecuteDeleteAsync(token),
            cancellationToken);
    }
}

/// <summary>The fields of a form by their names.</summary>
internal sealed class HeldFields(Dictionary<string, List<string>> fields)
{
    public string? this[string name] => fields.TryGetValue(name, out var values) && values is [var first, ..] ? first : null;

    public List<string> All(string name) => fields.GetValueOrDefault(name, []);

    /// <summary>Of fields that are named like <c>Fields[key]</c>: by key.</summary>
    public Dictionary<string, string?> Entries(string name) =>
        fields.Where(field => field.Key.StartsWith(name + "[", StringComparison.Ordinal) && field.Key.EndsWith(']'))
            .ToDictionary(field => field.Key[(name.Length + 1)..^1], field => field.Value.FirstOrDefault(), StringComparer.Ordinal);
}
