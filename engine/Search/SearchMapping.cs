using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Search;

/// <summary>What can be found.</summary>
internal static class SearchMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<IndexedDocument>(document =>
        {
            document.ToTable("SearchDocument");
            document.Property(d => d.Id).ValueGeneratedNever();
            document.Property(d => d.Source).HasMaxLength(IndexedDocument.LongestSource);
            document.Property(d => d.Key).HasMaxLength(IndexedDocument.LongestKey);
            document.Property(d => d.Language).HasMaxLength(IndexedDocument.LongestLanguage);
            document.Property(d => d.Audience).HasMaxLength(IndexedDocument.LongestAudience);
            document.Property(d => d.Title).HasMaxLength(IndexedDocument.LongestTitle);
            document.Property(d => d.FoldedTitle).HasMaxLength(IndexedDocument.LongestFoldedTitle);
            document.Property(d => d.Keywords).HasMaxLength(IndexedDocument.LongestSummary);
            document.Property(d => d.Summary).HasMaxLength(IndexedDocument.LongestSummary);
            document.HasIndex(d => new { d.Source, d.Key, d.Language }).IsUnique();
            document.HasIndex(d => new { d.Source, d.FoldedTitle });
        });
        model.Entity<IndexedTerm>(term =>
        {
            term.ToTable("SearchTerm");
            // The term first: it is asked for in every language at once.
            term.HasKey(t => new { t.Term, t.Language });
            term.Property(t => t.Language).HasMaxLength(IndexedDocument.LongestLanguage);
            term.Property(t => t.Term).HasMaxLength(IndexedTerm.Longest);
        });
        model.Entity<VocabularyWord>(word =>
        {
            word.ToTable("SearchWord");
            word.HasKey(w => new { w.Language, w.Word });
            word.Property(w => w.Language).HasMaxLength(IndexedDocument.LongestLanguage);
            word.Property(w => w.Word).HasMaxLength(VocabularyWord.Longest);
            word.Property(w => w.First).HasMaxLength(VocabularyWord.Ends);
            word.Property(w => w.Last).HasMaxLength(VocabularyWord.Ends);
            word.HasIndex(w => new { w.Language, w.First, w.Letters });
            word.HasIndex(w => new { w.Language, w.Last, w.Letters });
        });
    }
}
