package io.ragline.worker.extract.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TextEncodingTest {
    private static final String RUSSIAN = "Перед запуском насоса проверьте, что обратный клапан закрыт и фильтр чист. "
            + "Если давление падает, остановите насос и позовите мастера.";
    private static final String CZECH =
            "Před spuštěním čerpadla zkontrolujte, zda je zpětný ventil zavřený a filtr čistý. "
                    + "Když tlak klesá, čerpadlo zastavte a zavolejte mistra.";
    private static final String GREEK =
            "Πριν ξεκινήσετε την αντλία, ελέγξτε ότι η βαλβίδα είναι κλειστή και το φίλτρο καθαρό.";
    private static final String TURKISH =
            "Pompayı çalıştırmadan önce geri dönüş vanasının kapalı ve süzgecin temiz olduğunu "
                    + "denetleyin. Basınç düşerse pompayı durdurun ve ustayı çağırın.";
    private static final String JAPANESE = "ポンプを始動する前に、逆止弁が閉じていてフィルターがきれいであることを確認してください。";
    private static final String CHINESE = "启动水泵之前，请检查止回阀是否关闭，过滤器是否干净。如果压力下降，请停止水泵并通知师傅。";
    private static final String TAIWANESE = "啟動水泵之前，請檢查止回閥是否關閉，過濾器是否乾淨。如果壓力下降，請停止水泵並通知師傅。";
    private static final String KOREAN = "펌프를 시작하기 전에 체크 밸브가 닫혀 있고 필터가 깨끗한지 확인하십시오. 압력이 떨어지면 펌프를 멈추십시오.";
    private static final String GERMAN =
            "Vor dem Einschalten prüfen, ob das Rückschlagventil geschlossen und der Filter sauber ist – "
                    + "für größere Pumpen gilt „doppelt hält besser“. Fällt der Druck, Pumpe ausschalten.";

    @TempDir
    Path folder;

    private String read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("text"), bytes);
        try (BufferedReader text = TextEncoding.of(file).open(file)) {
            return text.readLine();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1251, RUSSIAN",
        "KOI8-R, RUSSIAN",
        "windows-1250, CZECH",
        "ISO-8859-2, CZECH",
        "windows-1253, GREEK",
        "windows-1254, TURKISH",
        "windows-31j, JAPANESE",
        "EUC-JP, JAPANESE",
        "GB18030, CHINESE",
        "Big5, TAIWANESE",
        "EUC-KR, KOREAN",
        "windows-1252, GERMAN",
        "UTF-8, JAPANESE",
        "UTF-8, GERMAN"
    })
    void the_letters_tell_the_encoding(String charset, String language) throws IOException {
        String text = switch (language) {
            case "RUSSIAN" -> RUSSIAN;
            case "CZECH" -> CZECH;
            case "GREEK" -> GREEK;
            case "TURKISH" -> TURKISH;
            case "JAPANESE" -> JAPANESE;
            case "CHINESE" -> CHINESE;
            case "TAIWANESE" -> TAIWANESE;
            case "KOREAN" -> KOREAN;
            default -> GERMAN;
        };

        assertThat(read(text.getBytes(Charset.forName(charset)))).isEqualTo(text);
    }

    @Test
    void a_few_letters_far_into_an_english_text_are_enough() throws IOException {
        String text = "The pump must be checked every month by the master of the house. ".repeat(3_000)
                + "Ångström, Größe, señor.";

        assertThat(read(text.getBytes(Charset.forName("windows-1252")))).isEqualTo(text);
    }

    @Test
    void utf_8_with_a_broken_byte_is_still_utf_8() throws IOException {
        byte[] bytes = (JAPANESE + "x").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 1] = (byte) 0xe3;

        assertThat(read(bytes)).startsWith(JAPANESE.substring(0, JAPANESE.length() - 1));
    }
}
