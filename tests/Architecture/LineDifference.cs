namespace Helpdesk.Architecture.Tests;

/// <summary>The lines that went and came between two texts, for people to read.</summary>
internal static class LineDifference
{
    public static IReadOnlyList<string> Between(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        // The longest common subsequence; both texts are a few thousand lines at most.
        var common = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
            {
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var difference = new List<string>();
        var (b, a) = (0, 0);
        while (b < before.Count || a < after.Count)
        {
            if (b < before.Count && a < after.Count && before[b] == after[a])
            {
                b++;
                a++;
            }
            else if (a == after.Count || (b < before.Count && common[b + 1, a] >= common[b, a + 1]))
            {
                difference.Add($"- {before[b++]}");
            }
            else
            {
                difference.Add($"+ {after[a++]}");
            }
        }

        return difference;
    }
}
