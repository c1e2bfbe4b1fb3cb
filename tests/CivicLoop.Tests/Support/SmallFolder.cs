using System.IO.Compression;
using System.Text;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Playbooks;
using Shouldly;

namespace CivicLoop.Tests.Support;

/// <summary>
/// A playbook small enough to hold in the head, as files that a test may spoil. It has no mistake; what it lacks the
/// product's defaults stand in for.
/// </summary>
public sealed class SmallFolder
{
    private static readonly PlaybookFolder Base = PlaybookFolder.Read(PlaybookFolders.Base, PlaybookFolders.Base);

    private readonly Dictionary<string, string> files = new()
    {
        ["city.yaml"] = """
            city: small
            name: {zh: 小城, en: Small}
            division: "9901"
            time-zone: Asia/Shanghai
            campaign: {name: 整改攻坚, starts: 2020-11-23, lasts: 3 months, stages: [整改]}
            districts:
              - {code: "990101", name: 北区}
              - {code: "990102", name: 南区}
            documents:
              - {code: S9, name: 一份报道}
            """,
        ["organisation.yaml"] = """
            leading-group: {name: 领导小组, head: 书记, deputy: 市长, members: 常委, command-line: [一级抓一级]}
            work-groups:
              - {code: environment, name: 环境组, led-by: 常委}
            units:
              - {code: top, name: 领导小组, kind: leadership}
              - {code: office, name: 创城办, kind: office}
              - {code: watch, name: 督查组, kind: supervision}
              - {code: patrol, name: 督导队, kind: inspection}
              - {code: market, name: 市场局, kind: bureau}
              - {code: north, name: 北区, kind: district, division: "990101"}
              - {code: south, name: 南区, kind: district, division: "990102"}
            posts:
              - {code: leader, name: 组长, unit: top, role: leader}
              - {code: clerk, name: 值班岗, unit: office, role: office-clerk}
              - {code: watcher, name: 督查岗, unit: watch, role: supervisor}
              - {code: walker, name: 督导员, unit: patrol, role: inspector}
              - {code: system-administrator, name: 系统管理员, unit: office, role: system-administrator}
              - {code: security-administrator, name: 安全管理员, unit: office, role: security-administrator}
              - {code: audit-administrator, name: 审计管理员, unit: watch, role: audit-administrator}
              - {code: market-clerk, name: 市场局联络员, unit: market, role: unit-clerk}
              - {code: north-clerk, name: 北区联络员, unit: north, role: unit-clerk}
              - {code: south-clerk, name: 南区联络员, unit: south, role: unit-clerk}
            """,
        ["places/divisions.csv"] = """
            district,street,street-name,community,community-name
            990101,990101001,北街,990101001001,北社区
            990102,990102001,南街,990102001001,南社区
            """,
        ["places/types.yaml"] = """
            types:
              - {code: market, name: 市场}
              - {code: road, name: 主次干道}
            """,
        ["places/places.csv"] = """
            code,name,type,district,street,community,lon,lat,owner,sample
            P1,北市场,market,990101,990101001,990101001001,84.85,45.65,market,true
            P2,南大街,road,990102,990102001,,84.85,45.55,south,true
            """,
        ["places/outlines.geojson"] = """
            {"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"code": "990101"}, "geometry": {"type": "Polygon", "coordinates": [[[84.8,45.6],[84.9,45.6],[84.9,45.7],[84.8,45.7],[84.8,45.6]]]}},
            {"type": "Feature", "properties": {"code": "990102"}, "geometry": {"type": "Polygon", "coordinates": [[[84.8,45.5],[84.9,45.5],[84.9,45.6],[84.8,45.6],[84.8,45.5]]]}}
            ]}
            """,
        ["problems.yaml"] = """
            themes:
              - code: dirty
                name: 环境脏
                groups:
                  - code: cleaning
                    name: 环境卫生
                    categories:
                      - {code: litter, name: 暴露垃圾, file-when: 可见, close-when: 不见, difficulty: at-once, found-by: [inspector]}
                      - {code: stain, name: 污渍, file-when: 可见, close-when: 不见, difficulty: dated, found-by: [citizen]}
              - code: disorder
                name: 秩序乱
                groups:
                  - code: trading
                    name: 经营秩序
                    categories:
                      - {code: stall, name: 占道经营, file-when: 可见, close-when: 不见, difficulty: dated, found-by: [video]}
            dispatch:
              - {code: market, name: 市场里的垃圾, when: {category: litter, place: market}, to: {lead: market}}
              - {code: owner, name: 环境归所属单位, when: {theme: dirty}, to: {lead: owner-of-place}}
              - {code: rest, name: 其余归属地, to: {lead: district}}
            """,
        ["limits.yaml"] = """
            difficulty:
              - {code: at-once, name: 立行立改, limit: 4 urgent hours}
              - {code: dated, name: 限期整改, limit: 2 natural days}
            stages: {file: 4 working hours, dispatch: 2 working hours, accept: 4 working hours, check: 1 working day, close: 1 working day, rework: 1 natural day}
            lights: {yellow-at: 80%}
            relapse-within: 14 natural days
            working-day: ["09:00-12:00", "13:30-18:30"]
            """,
        ["rhythm.yaml"] = """
            beats:
              - {code: daily, name: 一天一调度, every: 1 day, at: "08:30", makes: dispatch-meeting, source: S9}
            """,
        ["standards/small.yaml"] = """
            edition: small-folder-1
            system: city
            name: 小城测评（示例、非官方）
            total: 10
            sample: true
            gates:
              - {code: negative-list, name: 近12个月没有负面清单所列情形, months: 12}
            projects:
              - code: environment
                name: 公共环境
                indicators:
                  - code: clean
                    name: 环境卫生
                    contents:
                      - code: clean-market
                        name: 市场卫生
                        standards:
                          - {code: litter, text: 地面没有暴露垃圾, look: 看通道和摊位前沿, methods: [field], weight: 4, places: [market], occurrence: 2, category: litter, rule: {kind: deduct, each: 1, unit: 处}}
                          - {code: bins, text: 垃圾箱够用, methods: [field], weight: 1, places: [market], rule: {kind: ratio, needed: 4, unit: 个}}
              - code: order
                name: 公共秩序
                indicators:
                  - code: trade
                    name: 经营秩序
                    contents:
                      - code: trade-market
                        name: 市场秩序
                        standards:
                          - {code: stalls, text: 没有占道经营, methods: [field], weight: 2, places: [market, road], category: stall, rule: {kind: present}}
                          - {code: rules, text: 市场有管理制度, methods: [material, survey], weight: 2, materials: [plan, mechanism, results], rule: [{kind: tier, method: material, part: 50%, tiers: [{name: 符合, share: 100%}, {name: 基本符合, share: 60%}, {name: 不符合, share: 0%}]}, {kind: survey, method: survey, part: 50%, at-least: 85%, from: 60%, sample: 30}]}
                          - {code: market, text: 市场总体有序, methods: [overall], weight: 1, rule: {kind: composite, of: [litter, stalls]}}
            """,
        ["ladder.yaml"] = """
            ladder:
              - {code: white, name: 白色督办单, when: {overdue-by: 1 working day}, signed-by: watch}
              - {code: notice, name: 通报, when: {unanswered: white}, signed-by: leading-group}
            """,
    };

    public SmallFolder With(string file, string content)
    {
        files[file] = content;
        return this;
    }

    public SmallFolder Without(string file)
    {
        files.Remove(file).ShouldBeTrue();
        return this;
    }

    /// <summary>Changes words of a file that stand there exactly once.</summary>
    public SmallFolder Change(string file, string words, string into)
    {
        files[file].Split(words).Length.ShouldBe(2, $"{words} in {file}");
        files[file] = files[file].Replace(words, into, StringComparison.Ordinal);
        return this;
    }

    public SmallFolder Append(string file, string line) => With(file, files[file] + "\n" + line);

    public string Text(string file) => files[file];

    /// <summary>The line on which words stand that are in a file exactly once.</summary>
    public int LineOf(string file, string words)
    {
        var lines = files[file].Split('\n');
        lines.Count(line => line.Contains(words, StringComparison.Ordinal)).ShouldBe(1, $"{words} in {file}");
        return Array.FindIndex(lines, line => line.Contains(words, StringComparison.Ordinal)) + 1;
    }

    public PlaybookFolder Folder =>
        new(
            files
                .Concat(
                    Base.Files.Where(file => !files.ContainsKey(file.Key))
                        .Select(file => KeyValuePair.Create("base/" + file.Key, file.Value))
                )
                .ToDictionary()
        );

    /// <summary>As somebody packs the folder and sends it.</summary>
    /// <param name="within">The folder that was packed; empty for its content alone.</param>
    public byte[] Zip(string within = "small/")
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                using var entry = zip.CreateEntry(within + path).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        return packed.ToArray();
    }

    public IReadOnlyList<Mistake> Mistakes => Folder.Parse().Mistakes;

    public Playbook Playbook
    {
        get
        {
            var (playbook, mistakes) = Folder.Parse();
            mistakes.ShouldBeEmpty();
            return playbook.ShouldNotBeNull();
        }
    }
}
