using System.Net;
using System.Net.Mail;
using System.Text;
using CivicLoop.Core.Messages;

namespace CivicLoop.Web.Messages.Channels;

/// <summary>Mail over a server of the city's, plain or with STARTTLS.</summary>
public sealed class MailChannel : IChannel
{
    private const int UsualPort = 25;

    public string Code => AllChannels.Mail;

    public IReadOnlyList<ChannelField> Fields { get; } =
    [
        new("host"),
        new("port", Required: false),
        new("tls", Required: false),
        new("from"),
        new("user", Required: false),
        new("password", Secret: true, Required: false),
    ];

    public ChannelLimit Limit { get; } = new(120, 10, 60_000);

    // Servers that look twice at a sender let them wait before the first word.
    public TimeSpan Patience => TimeSpan.FromSeconds(20);

    public bool Personal => true;

    /// <summary>One address and nothing else.</summary>
    public static bool IsAddress(string said) => MailAddress.TryCreate(said, out var mail) && mail.Address == said;

    public async Task<Delivery> Send(ChannelSetting setting, Letter letter, DateTime now, CancellationToken stop)
    {
        if (!MailAddress.TryCreate(letter.To, out var to) || !MailAddress.TryCreate(setting["from"], out var from))
            return new Delivery(Went.Refused, "address");
        using var mail = new MailMessage(from, to)
        {
            Subject = letter.Title.ReplaceLineEndings(" "),
            SubjectEncoding = Encoding.UTF8,
            Body = letter.Text,
            BodyEncoding = Encoding.UTF8,
        };
        // No answering machine answers a machine.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        if (letter.Stop.Length > 0)
        {
            // RFC 8058: the reader's own program offers to stop.
            mail.Headers.Add("List-Unsubscribe", $"<{letter.Stop}>");
            mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        using var client = new SmtpClient(setting["host"], setting.Number("port", UsualPort))
        {
            EnableSsl = setting["tls"].Length > 0,
            Credentials = setting["user"].Length > 0 ? new NetworkCredential(setting["user"], setting["password"]) : null,
        };
        try
        {
            await client.SendMailAsync(mail, stop);
            return Delivery.Sent;
        }
        catch (SmtpException no)
        {
            if (no.StatusCode == SmtpStatusCode.GeneralFailure)
                return Delivery.Unreachable;
            // The server knows no such mailbox, or takes nothing for it: it will not know it tomorrow.
            var never =
                no is SmtpFailedRecipientException
                && no.StatusCode
                    is SmtpStatusCode.MailboxUnavailable
                        or SmtpStatusCode.MailboxNameNotAllowed
                        or SmtpStatusCode.UserNotLocalTryAlternatePath;
            return new Delivery(never ? Went.Refused : Went.Failed, $"SMTP {(int)no.StatusCode}");
        }
    }
}
