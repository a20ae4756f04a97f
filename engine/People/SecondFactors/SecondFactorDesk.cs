using System.Globalization;
using System.Security.Cryptography;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People.SecondFactors;

/// <summary>How a person's second factor stands.</summary>
/// <param name="Since">Null while it is off.</param>
/// <param name="RecoveryCodes">How many are left.</param>
internal sealed record SecondFactorState(DateTimeOffset? Since, int RecoveryCodes);

/// <summary>What came of a code.</summary>
/// <param name="Wait">How long none will be taken, right or wrong; null when another may be tried.</param>
internal sealed record CodeResult(bool IsRight, TimeSpan? Wait = null);

/// <summary>New recovery codes, which nobody can read again, or why there are none.</summary>
internal sealed record RecoveryResult(IReadOnlyList<string> Codes, IReadOnlyList<Refusal> Refusals)
{
    public static RecoveryResult No(Refusal refusal) => new([], [refusal]);
}

/// <summary>
/// The door for second factors (LX13): a code works once, guesses are counted in the database like those of passwords, and what
/// turns a second factor off asks for one.
/// </summary>
internal sealed class SecondFactorDesk(DeskStore store, IOneTimeCodes codes, IDataProtectionProvider protection, SignInGuards guards)
{
    public const string On = "second-factor.on";
    public const string Off = "second-factor.off";
    public const string CodesRenewed = "second-factor.renew-codes";
    public const string CodeFailed = "second-factor.code-failed";

    /// <summary>How many recovery codes there are at first.</summary>
    public const int Codes = 10;

    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int CodeLength = 10;

    private readonly IDataProtector _protector = protection.CreateProtector("Helpdesk.SecondFactor");

    public async Task<bool> IsOnAsync(long personId, CancellationToken cancellationToken) => (await StateAsync(personId, cancellationToken)).Since is not null;

    public async Task<SecondFactorState> StateAsync(long personId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var since = await tables.SecondFactors.Where(f => f.PersonId == personId).Select(f => f.ConfirmedAt).FirstOrDefaultAsync(cancellationToken);
        return new SecondFactorState(since, since is null ? 0 : await tables.RecoveryCodes.CountAsync(c => c.PersonId == personId, cancellationToken));
    }

    /// <summary>The secret for the app, until she shows that it has it; null when that is done.</summary>
    /// <param name="personId">Whose it is.</param>
    /// <param name="anew">Whether to make another one where one was begun.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<string?> BeginAsync(long personId, bool anew, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                var factor = await unit.Desk.SecondFactors.FirstOrDefaultAsync(f => f.PersonId == personId, token);
                if (factor is { ConfirmedAt: not null })
                {
                    return null;
                }

                if (factor is not null && !anew && Open(factor) is { } begun)
                {
                    return begun;
                }

                if (factor is not null)
                {
                    unit.Desk.SecondFactors.Remove(factor);
                    await unit.Desk.SaveChangesAsync(token);
                }

                var secret = codes.NewSecret();
                unit.Desk.SecondFactors.Add(new SecondFactor(personId, _protector.Protect(secret), unit.Now));
                return secret;
            },
            cancellationToken);

    /// <summary>Turns it on with a code of the app, and makes recovery codes.</summary>
    public Task<RecoveryResult> ConfirmAsync(Actor actor, string? code, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                var id = actor.PersonId!.Value;
                if (await unit.Desk.SecondFactors.FirstOrDefaultAsync(f => f.PersonId == id && f.ConfirmedAt == null, token) is not { } factor
                    || StepOf(factor, Plain(code), unit.Now) is not { } step)
                {
                    return RecoveryResult.No(Wrong());
                }

                factor.Confirm(step, unit.Now);
                await unit.Desk.Sessions.Where(s => s.PersonId == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.NeedsSecondFactor, false), token);
                Record(unit, actor, On, id);
                return new RecoveryResult(await RenewAsync(unit, id, token), []);
            },
            cancellationToken);

    /// <summary>Whether somebody who knows the password has the code too: one of the app, or a recovery code, which is used up.</summary>
    public async Task<CodeResult> VerifyAsync(long personId, string? code, string? client, CancellationToken cancellationToken)
    {
        var (attempt, place) = (GuardedAttempt.Code(personId), GuardedAttempt.FromPlace(client));
        if (await guards.TryAsync(cancellationToken, attempt, place) is { } wait)
        {
            return new CodeResult(IsRight: false, wait);
        }

        return await store.WriteAsync(
            async (unit, token) =>
            {
                var isRight = await TakeAsync(unit, personId, Plain(code), token);
                if (isRight)
                {
                    await SignInGuards.ForgetAsync(unit, attempt, token);
                    await SignInGuards.ForgiveAsync(unit, place, token);
                }
                else
                {
                    Record(unit, new Actor(personId, Role.Customer, "web"), CodeFailed, personId);
                }

                return new CodeResult(isRight);
            },
            cancellationToken);
    }

    /// <summary>Makes other recovery codes; those before are over.</summary>
    public async Task<RecoveryResult> RenewCodesAsync(Actor actor, string? code, string? client, CancellationToken cancellationToken)
    {
        var id = actor.PersonId!.Value;
        if (await RefuseAsync(id, code, client, cancellationToken) is { } refusal)
        {
            return RecoveryResult.No(refusal);
        }

        return await store.WriteAsync(
            async (unit, token) =>
            {
                Record(unit, actor, CodesRenewed, id);
                return new RecoveryResult(await RenewAsync(unit, id, token), []);
            },
            cancellationToken);
    }

    /// <summary>Turns it off, unless the desk wants it of her.</summary>
    /// <returns>Why not; null when it is off.</returns>
    public async Task<Refusal?> EndAsync(Actor actor, string? code, string? client, CancellationToken cancellationToken)
    {
        var id = actor.PersonId!.Value;
        await using (var tables = store.Read())
        {
            if (actor.IsStaff && await tables.AccessPolicies.AnyAsync(p => p.StaffNeedSecondFactor, cancellationToken))
            {
                return new Refusal(RefusalKind.Forbidden, new Phrase("desk.second-factor-needed"));
            }
        }

        if (await RefuseAsync(id, code, client, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await store.WriteAsync(
            async (unit, token) =>
            {
                await RemoveAsync(unit, id, token);
                Record(unit, actor, Off, id);
            },
            cancellationToken);
        return null;
    }

    /// <summary>Takes it off somebody.</summary>
    /// <returns>Whether there was one.</returns>
    internal static async Task<bool> RemoveAsync(UnitOfWork unit, long personId, CancellationToken cancellationToken)
    {
        await unit.Desk.RecoveryCodes.Where(c => c.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        return await unit.Desk.SecondFactors.Where(f => f.PersonId == personId).ExecuteDeleteAsync(cancellationToken) > 0;
    }

    private async Task<Refusal?> RefuseAsync(long personId, string? code, string? client, CancellationToken cancellationToken) =>
        await VerifyAsync(personId, code, client, cancellationToken) switch
        {
            { IsRight: true } => null,
            { Wait: { } wait } => new Refusal(RefusalKind.Unavailable, new Phrase("desk.too-many-attempts", AccountDesk.Minutes(wait)), "code"),
            _ => Wrong(),
        };

    /// <summary>Of two who bring the same code at the same moment one gets in: both rows are taken by conditional updates.</summary>
    private async Task<bool> TakeAsync(UnitOfWork unit, long personId, string code, CancellationToken cancellationToken)
    {
        if (await unit.Desk.SecondFactors.AsNoTracking().FirstOrDefaultAsync(f => f.PersonId == personId && f.ConfirmedAt != null, cancellationToken) is not { } factor)
        {
            return false;
        }

        if (StepOf(factor, code, unit.Now) is { } step)
        {
            return await unit.Desk.SecondFactors.Where(f => f.PersonId == personId && f.LastStep < step).ExecuteUpdateAsync(set => set.SetProperty(f => f.LastStep, step), cancellationToken) == 1;
        }

        var hash = SecretHash.Of(code);
        return await unit.Desk.RecoveryCodes.Where(c => c.PersonId == personId && c.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    private static async Task<IReadOnlyList<string>> RenewAsync(UnitOfWork unit, long personId, CancellationToken cancellationToken)
    {
        await unit.Desk.RecoveryCodes.Where(c => c.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        var made = Enumerable.Range(0, Codes).Select(_ => RandomNumberGenerator.GetString(Alphabet, CodeLength)).Distinct(StringComparer.Ordinal).ToList();
        unit.Desk.RecoveryCodes.AddRange(made.Select(code => new RecoveryCode(personId, SecretHash.Of(code))));
        return [.. made.Select(code => $"{code[..(CodeLength / 2)]}-{code[(CodeLength / 2)..]}")];
    }

    private long? StepOf(SecondFactor factor, string code, DateTimeOffset now) => Open(factor) is { } secret ? codes.StepOf(secret, code, now) : null;

    /// <summary>Null when the desk has lost its keys: no code of the app is right then, but those on paper are.</summary>
    private string? Open(SecondFactor factor)
    {
        try
        {
            return _protector.Unprotect(factor.Secret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>As people type it, with spaces and dashes and in capitals.</summary>
    private static string Plain(string? code) => new([.. StorableText.Of(code).ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(CodeLength + 1)]);

    private static void Record(UnitOfWork unit, Actor actor, string act, long personId) =>
        AuditEntry.Record(unit, actor, act, personId.ToString(CultureInfo.InvariantCulture));

    private static Refusal Wrong() => Refusal.Invalid("code", "desk.code-wrong");
}
