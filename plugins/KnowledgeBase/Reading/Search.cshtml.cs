using System.Globalization;
using Helpdesk.Engine.Plugins.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.KnowledgeBase.Reading;

/// <summary>What was found, page by page.</summary>
internal sealed class SearchModel(ArticleSearch search, ISettings<KnowledgeBaseSettings> settings) : ReadingPage(settings)
{
    public const int Size = 10;

    /// <summary>As the form takes it; what is beyond is not looked for.</summary>
    private const int Longest = 200;

    /// <summary>The search counts no further, so no page lies beyond.</summary>
    private const int MostPages = 100;

    /// <summary>What is looked for.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Typed { get; set; }

    /// <summary>The page, from 1 on.</summary>
    [BindProperty(SupportsGet = true, Name = "page-number")]
    public int Number { get; set; } = 1;

    public string Question { get; private set; } = "";

    public FoundArticles Found { get; private set; } = new([], 0);

    public int Skip => (Number - 1) * Size;

    public int Last => Math.Min(MostPages, (Found.Count + Size - 1) / Size);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var typed = Typed?.Trim() ?? "";
        Question = typed.Length > Longest ? typed[..Longest] : typed;
        Number = Math.Clamp(Number, 1, MostPages);
        if (Question.Length > 0)
        {
            Found = await search.FindAsync(Reader, Question, Skip, Size, cancellationToken);
        }
    }

    public string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"/kb/search?q={Uri.EscapeDataString(Question)}&page-number={number}");
}
