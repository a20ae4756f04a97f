using Helpdesk.Engine.People.SecondFactors;
using OtpNet;

namespace Helpdesk.Host.Account.SecondFactors;

/// <summary>Codes of six digits, another every 30 seconds (RFC 6238 with its usual parameters, which every app knows).</summary>
internal sealed class OneTimeCodes : IOneTimeCodes
{
    /// <summary>As many as SHA-1 gives (RFC 4226 §4, R6).</summary>
    private const int SecretBytes = 20;

    public string NewSecret() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(SecretBytes));

    public long? StepOf(string secret, string code, DateTimeOffset now) =>
        new Totp(Base32Encoding.ToBytes(secret)).VerifyTotp(now.UtcDateTime, code, out var step, VerificationWindow.RfcSpecifiedNetworkDelay) ? step : null;

    /// <summary>What an app reads from the picture.</summary>
    public static string AddressOf(string secret, string issuer, string account) => new OtpUri(OtpType.Totp, secret, account, issuer).ToString();

    /// <summary>The code of this moment, as an app shows it.</summary>
    public static string CodeOf(string secret, DateTimeOffset now) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(now.UtcDateTime);
}
