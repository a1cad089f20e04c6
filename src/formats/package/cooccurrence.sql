-- Which codes stand together, for each coder who opened a transcript: pairs of segments (overlapping passages of one code
-- merged, touching ones apart) that share a character, the characters they share, the transcripts in which they do; and the
-- turns that both touch. Each two codes once, the first before the second in the codebook; codes that never meet have zeros.
-- A study whose package lies here twice is left out, since it would count twice.
WITH once AS (
  SELECT study FROM studies GROUP BY study HAVING count(*) = 1
), passages AS (
  SELECT study, transcript_id, coder_id, code_id, CAST(begins AS BIGINT) AS a, CAST(ends AS BIGINT) AS b FROM codings
), listed AS (
  SELECT c.study, c.code_id, c.path, CAST(c.position AS BIGINT) AS place
  FROM codes c JOIN once o ON o.study = c.study
  LEFT JOIN (SELECT DISTINCT study, parent_id FROM codes) h ON h.study = c.study AND h.parent_id = c.code_id
  LEFT JOIN (SELECT DISTINCT study, code_id FROM codings) u ON u.study = c.study AND u.code_id = c.code_id
  WHERE u.code_id IS NOT NULL OR (c.codable = 'yes' AND c.retired = 'no' AND h.parent_id IS NULL)
), base AS (
  SELECT l.study, l.coder_id, count(*) AS of_transcripts
  FROM layers l JOIN once o ON o.study = l.study
  GROUP BY l.study, l.coder_id
), ordered AS (
  SELECT l.study, l.coder_id, l.transcript_id, p.code_id, p.a, p.b,
    max(p.b) OVER (PARTITION BY p.study, p.coder_id, p.transcript_id, p.code_id ORDER BY p.a, p.b
                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
  FROM passages p
  JOIN layers l ON l.study = p.study AND l.coder_id = p.coder_id AND l.transcript_id = p.transcript_id
), numbered AS (
  SELECT study, coder_id, transcript_id, code_id, a, b,
    sum(CASE WHEN reached IS NULL OR a >= reached THEN 1 ELSE 0 END)
      OVER (PARTITION BY study, coder_id, transcript_id, code_id ORDER BY a, b
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS segment
  FROM ordered
), segments AS (
  SELECT n.study, n.coder_id, n.transcript_id, n.code_id, c.place, min(n.a) AS a, max(n.b) AS b
  FROM numbered n JOIN listed c ON c.study = n.study AND c.code_id = n.code_id
  GROUP BY n.study, n.coder_id, n.transcript_id, n.code_id, c.place, n.segment
), meeting AS (
  SELECT f.study, f.coder_id, f.transcript_id, f.place AS first_place, s.place AS second_place,
    CASE WHEN f.b < s.b THEN f.b ELSE s.b END - CASE WHEN f.a > s.a THEN f.a ELSE s.a END AS shared
  FROM segments f JOIN segments s ON s.study = f.study AND s.coder_id = f.coder_id
    AND s.transcript_id = f.transcript_id AND f.place < s.place AND f.a < s.b AND s.a < f.b
), overlapped AS (
  SELECT study, coder_id, first_place, second_place, count(*) AS overlapping, sum(shared) AS characters,
    count(DISTINCT transcript_id) AS transcripts
  FROM meeting GROUP BY study, coder_id, first_place, second_place
), touched AS (
  SELECT DISTINCT s.study, s.coder_id, s.transcript_id, s.place, t.turn
  FROM segments s JOIN turns t ON t.study = s.study AND t.transcript_id = s.transcript_id
    AND s.a < CAST(t.ends AS BIGINT) AND CAST(t.begins AS BIGINT) < s.b
), together AS (
  SELECT f.study, f.coder_id, f.place AS first_place, s.place AS second_place, count(*) AS turns
  FROM touched f JOIN touched s ON s.study = f.study AND s.coder_id = f.coder_id
    AND s.transcript_id = f.transcript_id AND s.turn = f.turn AND f.place < s.place
  GROUP BY f.study, f.coder_id, f.place, s.place
)
SELECT n.study, k.name AS coder, f.path AS first_path, s.path AS second_path,
  coalesce(o.overlapping, 0) AS overlapping, CAST(coalesce(o.characters, 0) AS BIGINT) AS characters,
  coalesce(o.transcripts, 0) AS transcripts, coalesce(t.turns, 0) AS turns, n.of_transcripts
FROM base n
JOIN coders k ON k.study = n.study AND k.coder_id = n.coder_id
JOIN listed f ON f.study = n.study
JOIN listed s ON s.study = n.study AND f.place < s.place
LEFT JOIN overlapped o ON o.study = n.study AND o.coder_id = n.coder_id
  AND o.first_place = f.place AND o.second_place = s.place
LEFT JOIN together t ON t.study = n.study AND t.coder_id = n.coder_id
  AND t.first_place = f.place AND t.second_place = s.place
ORDER BY n.study, k.name, f.place, s.place;
