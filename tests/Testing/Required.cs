using Xunit;

namespace Helpdesk.Testing;

/// <summary>What a test needs from the machine. Missing, the test is skipped with the reason; where everything is required it fails.</summary>
internal static class Required
{
    public static bool IsAll => Environment.GetEnvironmentVariable("HELPDESK_REQUIRE") == "all";

    public static void Missing(string reason)
    {
        if (IsAll)
        {
            throw new InvalidOperationException($"{reason} HELPDESK_REQUIRE=all asks for it.");
        }

        Skip.If(true, reason);
    }
}
