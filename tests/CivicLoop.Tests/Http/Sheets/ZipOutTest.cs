using System.IO.Compression;
using CivicLoop.Web.Sheets;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Sheets;

/// <summary>A zip that is written while it is fetched.</summary>
public class ZipOutTest
{
    private static readonly DateTime At = new(2020, 11, 23, 9, 30, 0);

    [Fact]
    public async Task Files_come_out_as_they_went_in_by_asynchronous_writing_alone()
    {
        using var written = new MemoryStream();
        await ZipOut.Write(
            new Wire(written),
            At,
            async zip =>
            {
                await zip.Add("一/甲.txt", new MemoryStream([1, 2, 3]));
                await zip.Add("空.txt", new MemoryStream());
            },
            TestContext.Current.CancellationToken
        );

        using var read = new ZipArchive(new MemoryStream(written.ToArray()));
        read.Entries.Select(entry => (entry.FullName, entry.Length)).ShouldBe([("一/甲.txt", 3), ("空.txt", 0)]);
        read.Entries[0].LastWriteTime.DateTime.ShouldBe(At);
    }

    [Fact]
    public async Task One_that_broke_off_is_no_zip()
    {
        using var written = new MemoryStream();
        var broken = ZipOut.Write(
            new Wire(written),
            At,
            async zip =>
            {
                await zip.Add("一.txt", new MemoryStream(new byte[100_000]));
                throw new IOException("the disk is gone");
            },
            TestContext.Current.CancellationToken
        );

        await Should.ThrowAsync<IOException>(() => broken);
        written.Length.ShouldBeGreaterThan(100_000);
        Should.Throw<InvalidDataException>(() => new ZipArchive(new MemoryStream(written.ToArray())));
    }

    // As a response is: it goes forward, and refuses to be written to by a thread that waits.
    private sealed class Wire(Stream to) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => throw new InvalidOperationException("synchronous");

        public override Task FlushAsync(CancellationToken cancellationToken) => to.FlushAsync(cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("synchronous");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            to.WriteAsync(buffer, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            to.WriteAsync(buffer, offset, count, cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
