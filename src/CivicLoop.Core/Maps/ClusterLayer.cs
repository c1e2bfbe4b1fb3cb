namespace CivicLoop.Core.Maps;

/// <summary>Clusters as the layer <c>cases</c> of a tile.</summary>
public static class ClusterLayer
{
    public const string Name = "cases";

    /// <remarks>
    /// Each point says <c>n</c>, how many it stands for, how many of them are <c>red</c>, <c>yellow</c> and
    /// <c>green</c> (the rest has no light), and <c>numbers</c> where no further zoom parts them.
    /// </remarks>
    public static TileLayer Of(MapTile tile, IEnumerable<DotCluster> clusters)
    {
        var layer = new TileLayer(Name);
        foreach (var cluster in clusters)
        {
            var (x, y) = tile.Inside(cluster.X, cluster.Y);
            List<(string, TileValue)> says = [("n", cluster.Count)];
            if (cluster.Red > 0)
                says.Add(("red", cluster.Red));
            if (cluster.Yellow > 0)
                says.Add(("yellow", cluster.Yellow));
            if (cluster.Green > 0)
                says.Add(("green", cluster.Green));
            if (cluster.Numbers.Count > 0)
                says.Add(("numbers", string.Join(' ', cluster.Numbers)));
            layer.Add(TileShape.Point, TileGeometry.Points(((int)x, (int)y)), [.. says]);
        }
        return layer;
    }
}
