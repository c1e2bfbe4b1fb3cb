using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CivicLoop.Tests.Support;

/// <summary>What came in at a fake port.</summary>
public sealed record Knock(string Path, string Type, string? Authorization, string Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}

/// <summary>Somebody else's server on a loopback port: remembers what came, and answers as it is told to.</summary>
public sealed class FakePort : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task serving;

    public FakePort()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }
        listener.Prefixes.Add(Address);
        listener.Start();
        serving = Serve();
    }

    public string Address { get; }

    public ConcurrentQueue<Knock> Knocks { get; } = [];

    public Func<Knock, (int Status, string Body)> Answers { get; set; } = _ => (200, """{"errcode":0,"errmsg":"ok","code":0}""");

    /// <summary>Where a redirecting answer leads.</summary>
    public string? Leads { get; set; }

    /// <summary>Says nothing for so long.</summary>
    public TimeSpan Silence { get; set; }

    private async Task Serve()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            _ = Answer(context);
        }
    }

    private async Task Answer(HttpListenerContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var knock = new Knock(
                context.Request.RawUrl!,
                context.Request.ContentType ?? "",
                context.Request.Headers["Authorization"],
                await reader.ReadToEndAsync()
            )
            {
                Headers = context
                    .Request.Headers.AllKeys.OfType<string>()
                    .ToDictionary(key => key, key => context.Request.Headers[key]!),
            };
            Knocks.Enqueue(knock);
            await Task.Delay(Silence);
            var (status, body) = Answers(knock);
            context.Response.StatusCode = status;
            context.Response.RedirectLocation = Leads;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Whoever asked has given up waiting.
        }
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        listener.Close();
        await serving;
    }
}

/// <summary>A mail server that takes everything, or says no to every recipient.</summary>
public sealed class FakeMail : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    public FakeMail()
    {
        listener.Start();
        serving = Serve();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whole mails, headers and all.</summary>
    public ConcurrentQueue<string> Mails { get; } = [];

    public bool KnowsNobody { get; set; }

    /// <summary>Headers as they came, folded ones in one line, and the text in letters.</summary>
    public static string Words(string mail)
    {
        var (head, body) = (mail[..mail.IndexOf(Environment.NewLine + Environment.NewLine, StringComparison.Ordinal)], "");
        body = mail[head.Length..].Trim();
        var plain = head.Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(body))
            : Quoted(body);
        return $"{head.Replace($"{Environment.NewLine} ", "", StringComparison.Ordinal)}\n\n{plain}";
    }

    private static string Quoted(string body)
    {
        var (bytes, joined) = (new List<byte>(), body.Replace($"={Environment.NewLine}", "", StringComparison.Ordinal));
        for (var at = 0; at < joined.Length; at++)
            if (joined[at] == '=' && at + 2 < joined.Length)
            {
                bytes.Add(Convert.ToByte(joined.Substring(at + 1, 2), 16));
                at += 2;
            }
            else
                bytes.AddRange(Encoding.UTF8.GetBytes([joined[at]]));
        return Encoding.UTF8.GetString([.. bytes]);
    }

    private async Task Serve()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }
            _ = Talk(client);
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false))
        {
            NewLine = "\r\n",
            AutoFlush = true,
        };
        await writer.WriteLineAsync("220 fake");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("DATA", StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("354 go on");
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync() is { } part && part != ".")
                    mail.AppendLine(part);
                Mails.Enqueue(mail.ToString());
                await writer.WriteLineAsync("250 taken");
            }
            else if (line.StartsWith("RCPT", StringComparison.Ordinal) && KnowsNobody)
                await writer.WriteLineAsync("550 nobody here");
            else if (line.StartsWith("QUIT", StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("221 bye");
                return;
            }
            else
                await writer.WriteLineAsync("250 fine");
        }
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
    }
}
