using System.Text.RegularExpressions;

namespace Healthcare.Evaluation.Data;

/// <summary>
/// The patient a file belongs to, from the naming of the chest X-ray set (Kermany et al. 2018):
/// <c>person1003_virus_1685</c>, <c>IM-0511-0001-0002</c>, <c>NORMAL2-IM-0874-0001</c>.
/// </summary>
public static partial class PatientId
{
    /// <summary>
    /// IM-0511 and NORMAL2-IM-0511 may or may not be one patient; they are treated as one, so that a split is disjoint
    /// either way. A name of another form is its own patient.
    /// </summary>
    public static string Of(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (Person().Match(name) is { Success: true } person)
        {
            return person.Value;
        }

        return Examination().Match(name) is { Success: true } examination ? examination.Groups["id"].Value : name;
    }

    [GeneratedRegex("^person[0-9]+(?=_)", RegexOptions.CultureInvariant)]
    private static partial Regex Person();

    [GeneratedRegex("^(NORMAL2-)?(?<id>IM-[0-9]+)(?=-)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Examination();
}
