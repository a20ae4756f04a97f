using System.Runtime.InteropServices;
using AngleSharp.Dom;

namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>A line of a text, and where in the page its words and pictures stand.</summary>
/// <param name="Sources">Null for lines that stand nowhere: empty ones, and those of plain text.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SourceLine(string Text, List<INode>? Sources);
