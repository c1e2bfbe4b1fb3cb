using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Places.Import;

/// <summary>A column that a file may bring.</summary>
/// <param name="Names">What a header may call it; the first is what our own files call it.</param>
public sealed record ImportField(string Code, bool Required, params IReadOnlyList<string> Names)
{
    /// <summary>Begins the codes of what a kind of facility declares.</summary>
    public const string Attribute = "attribute:";

    private static readonly ImportField Code_ = new("code", true, "编号", "编码", "代码", "Code", "ID", "标识码");
    private static readonly ImportField District = new("district", false, "区", "区县", "行政区", "District");
    private static readonly ImportField Street = new("street", false, "街道", "街道（乡镇）", "乡镇", "Street", "Township");
    private static readonly ImportField Community = new("community", false, "社区", "社区（村）", "村", "居委会", "Community");
    private static readonly ImportField Owner = new(
        "owner",
        false,
        "管理单位",
        "产权单位",
        "责任单位",
        "权属单位",
        "Owner",
        "Unit"
    );
    private static readonly ImportField Lon = new("lon", true, "经度", "Longitude", "Lng", "X");
    private static readonly ImportField Lat = new("lat", true, "纬度", "Latitude", "Y");
    private static readonly ImportField Shape = new(
        "shape",
        false,
        "图形",
        "边界",
        "坐标串",
        "线形",
        "Shape",
        "WKT",
        "Geometry",
        "GeoJSON"
    );

    /// <summary>What our file of rows that could not be taken adds; passed over when it comes back mended.</summary>
    private static readonly ImportField Problem = new("problem", false, "问题", "Problem");

    /// <summary>The columns of a kind of thing in a city.</summary>
    public static IReadOnlyList<ImportField> Of(ImportKind kind, Playbook playbook) =>
        kind switch
        {
            ImportKind.Places =>
            [
                Code_.Or("点位编号", "点位编码"),
                new("name", true, "名称", "点位名称", "点位", "Name"),
                new("type", true, "类型", "点位类型", "类别", "Type"),
                District,
                Street,
                Community,
                Lon,
                Lat,
                Owner,
                Shape,
                Problem,
            ],
            ImportKind.Grids =>
            [
                Code_.Or("网格编号", "网格编码", "网格代码", "单元网格编码"),
                new("name", false, "名称", "网格名称", "网格", "Name"),
                District,
                Street,
                Community,
                Shape with
                {
                    Required = true,
                },
                Problem,
            ],
            ImportKind.Segments =>
            [
                Code_.Or("路段编号", "路段编码"),
                new("name", true, "名称", "路段名称", "路段", "道路名称", "Name"),
                new("kind", true, "类别", "道路等级", "路段类别", "类型", "Kind"),
                new("side", false, "侧别", "方位", "路侧", "Side"),
                District,
                Street,
                new("metres", false, "长度", "路段长度", "Length", "Metres"),
                Shape with
                {
                    Required = true,
                },
                Problem,
            ],
            _ =>
            [
                Code_.Or("设施编号", "设施编码", "部件编码"),
                new("kind", true, "设施类别", "类别", "类型", "Kind"),
                new("name", true, "名称", "设施名称", "Name"),
                District,
                Street,
                new("place", false, "所属点位", "点位编号", "Place"),
                Lon,
                Lat,
                Owner,
                new("condition", false, "状况", "设施状况", "完好情况", "Condition"),
                .. playbook
                    .Places.Facilities.SelectMany(own => own.Attributes)
                    .GroupBy(attribute => attribute.Code)
                    .Select(same => new ImportField(
                        Attribute + same.Key,
                        false,
                        [.. same.Select(attribute => attribute.Name).Distinct(), same.Key]
                    )),
                Shape,
                Problem,
            ],
        };

    private ImportField Or(params IEnumerable<string> more) => this with { Names = [.. Names, .. more] };
}
