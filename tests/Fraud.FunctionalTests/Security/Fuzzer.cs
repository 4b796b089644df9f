using System.Text;

namespace Fraud.FunctionalTests.Security;

/// <summary>Makes odd requests of a good one: the same seed makes the same.</summary>
internal sealed class Fuzzer(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>One or two changes of what the endpoint reads: body, query, route, content type.</summary>
    public FuzzedRequest Change(FuzzedRequest good, ServedEndpoint endpoint)
    {
        var changes = Changes(good, endpoint).ToArray();
        var changed = changes[_random.Next(changes.Length)](good);
        return _random.Next(4) == 0 ? changes[_random.Next(changes.Length)](changed) : changed;
    }

    // What there is more of to get wrong comes more often.
    private IEnumerable<Func<FuzzedRequest, FuzzedRequest>> Changes(FuzzedRequest good, ServedEndpoint endpoint)
    {
        var queried = endpoint.QueryParameters();
        if (queried.Length > 0)
        {
            yield return request => ChangeQuery(request, queried);
            yield return request => ChangeQuery(ChangeQuery(request, queried), queried);
        }

        if (endpoint.RouteParameters() is { Length: > 0 } places)
        {
            yield return request => ChangeRoute(request, places);
        }

        yield return request => request with { ContentType = Any(OddValues.ContentTypes), Body = request.Body ?? "{}"u8.ToArray() };
        if (good.ContentType is null)
        {
            yield return request => request with { ContentType = "application/json", Body = Encoding.UTF8.GetBytes(Any(OddValues.Json)) };
            yield break;
        }

        var changeBody = good.ContentType.Split(';')[0] switch
        {
            "application/json" => new Func<byte[], byte[]>(body => new JsonFuzzer(_random).Change(body, endpoint.BodyMembers())),
            "multipart/form-data" => ChangeForm,
            _ => ChangeBytes,
        };
        for (var i = 0; i < 5; i++)
        {
            yield return request => request with { Body = changeBody(request.Body!) };
        }
    }

    private FuzzedRequest ChangeQuery(FuzzedRequest request, string[] names)
    {
        var (path, parts) = request.Path.Split('?', 2) is [var before, var query] ? (before, query.Split('&').ToList()) : (request.Path, []);
        var name = Any(names);
        var value = $"{name}={Any(_random.Next(3) == 0 ? OddValues.UrlForDatabase : OddValues.Url)}";
        var known = parts.FindIndex(part => part.StartsWith($"{name}=", StringComparison.OrdinalIgnoreCase));
        if (known < 0 || _random.Next(5) == 0)
        {
            parts.Add(value); // perhaps twice
        }
        else if (_random.Next(6) == 0)
        {
            parts.RemoveAt(known);
        }
        else
        {
            parts[known] = value;
        }

        return request with { Path = parts.Count > 0 ? $"{path}?{string.Join('&', parts)}" : path };
    }

    private FuzzedRequest ChangeRoute(FuzzedRequest request, int[] places)
    {
        var parts = request.Path.Split('?', 2);
        var segments = parts[0].TrimStart('/').Split('/');
        // A server refuses a path with NUL by itself, before it asks the application.
        segments[places[_random.Next(places.Length)]] = Any(OddValues.Url).Replace("%00", "%01", StringComparison.Ordinal);
        parts[0] = "/" + string.Join('/', segments);
        return request with { Path = string.Join('?', parts) };
    }

    // Latin-1 maps bytes to characters and back, whatever they are.
    private byte[] ChangeForm(byte[] body)
    {
        var form = Encoding.Latin1.GetString(body);
        return Encoding.Latin1.GetBytes(_random.Next(8) switch
        {
            0 or 1 or 2 => form.Replace("call.txt", Latin1(Encoding.UTF8.GetBytes(Any(OddValues.FileNames))), StringComparison.Ordinal),
            3 or 4 => form.Replace("Called at 12:30, no answer.", Latin1(Any(OddValues.Files)), StringComparison.Ordinal),
            5 => form.Replace("name=\"file\"", Any(["name=\"other\"", "", "name=\"\"", "name=\"file\"; name=\"file\""]), StringComparison.Ordinal),
            6 => form.Replace("--part--\r\n", form, StringComparison.Ordinal), // the file twice
            _ => Latin1(ChangeBytes(body)),
        });

        static string Latin1(byte[] bytes) => Encoding.Latin1.GetString(bytes);
    }

    private byte[] ChangeBytes(byte[] body)
    {
        switch (_random.Next(4))
        {
            case 0:
                return body[.._random.Next(body.Length + 1)];
            case 1:
                return [.. body, .. body];
            case 2:
                return Any(OddValues.Files);
            default:
                var changed = (byte[])body.Clone();
                _random.NextBytes(changed.AsSpan(_random.Next(changed.Length + 1)));
                return changed;
        }
    }

    private T Any<T>(T[] values) => values[_random.Next(values.Length)];
}
