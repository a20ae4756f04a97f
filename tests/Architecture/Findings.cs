using Xunit;

namespace Helpdesk.Architecture.Tests;

internal static class Findings
{
    /// <summary>Fails with everything that was found, a line each, so that one run shows all there is to mend.</summary>
    /// <param name="rule">Why it must not be, and what to do instead.</param>
    public static void MustBeNone(this IEnumerable<string> found, string rule)
    {
        var all = found.Distinct(StringComparer.Ordinal).ToList();
        if (all.Count > 0)
        {
            Assert.Fail($"{rule}{Environment.NewLine}{string.Join(Environment.NewLine, all.Select(finding => $"  {finding}"))}");
        }
    }
}
