namespace Fraud.Api.Domain.Rules.Language;

/// <summary>Reads what follows the name of a text: =, !=, in, starts with, their negations, is missing.</summary>
internal static class TextComparison
{
    public static Condition Read(ConditionParser parser, TextField field)
    {
        var start = parser.Peek();
        if (parser.TrySign("=") || parser.TrySign("=="))
        {
            return new Match(field, TextMatch.In, new TextValues([ReadText(parser, field, isBeginning: false)]));
        }

        if (parser.TrySign("!="))
        {
            return new Match(field, TextMatch.NotIn, new TextValues([ReadText(parser, field, isBeginning: false)]));
        }

        if (parser.TryWord("is"))
        {
            return ReadPresence(parser, field, start);
        }

        var isNegated = parser.TryWord("not");
        if (parser.TryWord("in"))
        {
            return new Match(field, isNegated ? TextMatch.NotIn : TextMatch.In, ReadTexts(parser, field, isBeginning: false));
        }

        if (parser.TryWord("starts"))
        {
            if (!parser.TryWord("with"))
            {
                throw ConditionParser.Unexpected(parser.Peek(), "'with'");
            }

            return new Match(field, isNegated ? TextMatch.NotStartsWith : TextMatch.StartsWith, ReadBeginnings(parser, field));
        }

        throw ConditionParser.Unexpected(
            parser.Peek(), $"{(isNegated ? "" : "=, !=, ")}'in' or 'starts with'{(isNegated ? "" : ", their negations or 'is'")} ({field.Name} is a text)");
    }

    private static Presence ReadPresence(ConditionParser parser, TextField field, Token start)
    {
        var known = parser.TryWord("known");
        if (!known && !parser.TryWord("missing"))
        {
            throw ConditionParser.Unexpected(parser.Peek(), "'missing' or 'known'");
        }

        return field.IsOptional
            ? new Presence(field, known)
            : throw new ConditionException(start.Column, $"every payment has a {field.Name}");
    }

    private static TextValues ReadBeginnings(ConditionParser parser, TextField field) =>
        parser.Peek().Kind == TokenKind.Text
            ? new TextValues([ReadText(parser, field, isBeginning: true)])
            : ReadTexts(parser, field, isBeginning: true);

    private static TextValues ReadTexts(ConditionParser parser, TextField field, bool isBeginning)
    {
        parser.Expect("(");
        var texts = new List<string>();
        do
        {
            var start = parser.Peek();
            if (texts.Count == ConditionParser.MaximumValues)
            {
                throw new ConditionException(start.Column, $"at most {ConditionParser.MaximumValues} values: use a list for more");
            }

            texts.Add(ReadText(parser, field, isBeginning));
        }
        while (parser.TrySign(","));

        parser.Expect(")");
        return new TextValues(texts);
    }

    private static string ReadText(ConditionParser parser, TextField field, bool isBeginning)
    {
        var token = parser.Peek();
        if (token.Kind != TokenKind.Text)
        {
            throw ConditionParser.Unexpected(token, $"a text in quotes ({field.Name} is a text)");
        }

        _ = parser.Take();
        return field.WhyNot(token.Text, isBeginning) is { } problem
            ? throw new ConditionException(token.Column, problem)
            : token.Text;
    }
}
