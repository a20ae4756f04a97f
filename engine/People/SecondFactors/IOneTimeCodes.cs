namespace Helpdesk.Engine.People.SecondFactors;

/// <summary>Codes that change every half minute (RFC 6238); the host brings them.</summary>
internal interface IOneTimeCodes
{
    /// <summary>A new secret, in Base32 as people type it (RFC 4648 §6).</summary>
    string NewSecret();

    /// <summary>The step of time whose code it is, one before or behind now at the most; null for a wrong one.</summary>
    long? StepOf(string secret, string code, DateTimeOffset now);
}
