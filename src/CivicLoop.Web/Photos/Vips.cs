using System.Runtime.InteropServices;
using CivicLoop.Core.Photos;

namespace CivicLoop.Web.Photos;

/// <summary>
/// Decodes and encodes pictures by libvips (Debian: libvips42). The functions end in a list of options that a null
/// closes; only whole numbers and addresses are handed over, which travel as those of any other function.
/// </summary>
internal static partial class Vips
{
    private const string Library = "libvips.so.42";
    private const int SizeDown = 2;
    private const int EightBits = 0;

    private static readonly Lazy<bool> Ready = new(() =>
    {
        try
        {
            // Its modules are decoders of rare formats, and with them comes the machine's own SQLite, whose functions would
            // then stand in for those of ours: a checkpoint later the process is gone. It looks for them below this folder.
            return setenv("VIPSHOME", "/nonexistent", overwrite: 1) == 0 && vips_init("civicloop") == 0;
        }
        catch (DllNotFoundException)
        {
            return false;
        }
    });

    /// <summary>Whether this machine has it.</summary>
    public static bool IsHere => Ready.Value;

    /// <summary>Upright, in the usual colours, no side longer than <paramref name="longest"/>; null for what it cannot read.</summary>
    public static Pixels? Decode(byte[] file, int longest)
    {
        if (vips_thumbnail_buffer(file, (nuint)file.Length, out var image, longest, "height", longest, "size", SizeDown, 0) != 0)
        {
            vips_error_clear();
            return null;
        }
        try
        {
            var (width, height) = (vips_image_get_width(image), vips_image_get_height(image));
            var bands = vips_image_get_bands(image);
            if (vips_image_get_format(image) != EightBits)
                return null;
            var memory = vips_image_write_to_memory(image, out var size);
            if (memory == 0)
            {
                vips_error_clear();
                return null;
            }
            var bytes = new byte[(int)size];
            Marshal.Copy(memory, bytes, 0, bytes.Length);
            g_free(memory);
            return bytes.Length == width * height * bands ? new Pixels(bytes, width, height, bands) : null;
        }
        finally
        {
            g_object_unref(image);
        }
    }

    /// <summary>As JPEG without a word about where it came from.</summary>
    public static byte[]? Jpeg(Pixels pixels)
    {
        var image = vips_image_new_from_memory_copy(
            pixels.Bytes,
            (nuint)pixels.Bytes.Length,
            pixels.Width,
            pixels.Height,
            pixels.Bands,
            EightBits
        );
        if (image == 0)
            return null;
        try
        {
            if (vips_image_write_to_buffer(image, ".jpg[Q=85,strip]", out var memory, out var size, 0) != 0)
            {
                vips_error_clear();
                return null;
            }
            var bytes = new byte[(int)size];
            Marshal.Copy(memory, bytes, 0, bytes.Length);
            g_free(memory);
            return bytes;
        }
        finally
        {
            g_object_unref(image);
        }
    }

    // What .NET calls the environment is a copy that native code does not see.
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int vips_init(string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int vips_thumbnail_buffer(
        byte[] file,
        nuint length,
        out nint image,
        int width,
        string heightOption,
        int height,
        string sizeOption,
        int size,
        nint end
    );

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int vips_image_write_to_buffer(nint image, string format, out nint memory, out nuint size, nint end);

    [LibraryImport(Library)]
    private static partial nint vips_image_write_to_memory(nint image, out nuint size);

    [LibraryImport(Library)]
    private static partial nint vips_image_new_from_memory_copy(
        byte[] pixels,
        nuint size,
        int width,
        int height,
        int bands,
        int format
    );

    [LibraryImport(Library)]
    private static partial int vips_image_get_width(nint image);

    [LibraryImport(Library)]
    private static partial int vips_image_get_height(nint image);

    [LibraryImport(Library)]
    private static partial int vips_image_get_bands(nint image);

    [LibraryImport(Library)]
    private static partial int vips_image_get_format(nint image);

    [LibraryImport(Library)]
    private static partial void vips_error_clear();

    [LibraryImport("libglib-2.0.so.0")]
    private static partial void g_free(nint memory);

    [LibraryImport("libgobject-2.0.so.0")]
    private static partial void g_object_unref(nint image);
}
