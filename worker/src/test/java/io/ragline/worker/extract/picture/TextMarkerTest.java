package io.ragline.worker.extract.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Box;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TextMarkerTest {
    private static final int YELLOW = 0xffe840;

    @Test
    void white_becomes_yellow_dark_stays_dark_and_the_rest_is_untouched() {
        BufferedImage image = canvas(Color.WHITE);
        image.setRGB(25, 25, 0x202020);

        TextMarker.mark(image, 72, List.of(new Box(20, 20, 10, 10)));

        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                boolean inside = x >= 20 && x < 30 && y >= 20 && y < 30;
                int expected = x == 25 && y == 25 ? 0x201d08 : inside ? YELLOW : 0xffffff;
                assertThat(rgb(image, x, y)).as("%d, %d", x, y).isEqualTo(expected);
            }
        }
    }

    @Test
    void points_become_pixels_by_the_resolution() {
        BufferedImage image = canvas(Color.WHITE);

        TextMarker.mark(image, 144, List.of(new Box(10, 20, 5, 5)));

        assertThat(rgb(image, 20, 40)).isEqualTo(YELLOW);
        assertThat(rgb(image, 29, 49)).isEqualTo(YELLOW);
        assertThat(rgb(image, 19, 40)).isEqualTo(0xffffff);
        assertThat(rgb(image, 30, 49)).isEqualTo(0xffffff);
    }

    @Test
    void places_that_overlap_are_marked_once() {
        BufferedImage image = canvas(new Color(0xc0c0c0));

        TextMarker.mark(image, 72, List.of(new Box(10, 10, 20, 20), new Box(20, 15, 20, 20), new Box(20, 15, 1, 1)));

        assertThat(rgb(image, 12, 12)).isEqualTo(rgb(image, 22, 20)).isEqualTo(rgb(image, 35, 33));
    }

    @Test
    void on_a_dark_ground_the_marker_shows_and_white_letters_stay_readable() {
        BufferedImage image = canvas(Color.BLACK);
        image.setRGB(25, 25, 0xffffff);

        TextMarker.mark(image, 72, List.of(new Box(20, 20, 10, 10)));

        Color ground = new Color(rgb(image, 21, 21));
        Color letter = new Color(rgb(image, 25, 25));
        assertThat(ground.getRed()).isGreaterThan(90);
        assertThat(ground.getBlue()).isLessThan(40);
        assertThat(letter.getRed() - ground.getRed()).isGreaterThan(100);
        assertThat(rgb(image, 19, 19)).isZero();
    }

    @Test
    void what_reaches_beyond_the_picture_is_cut() {
        BufferedImage image = canvas(Color.WHITE);

        TextMarker.mark(
                image,
                72,
                List.of(
                        new Box(-5, 90, 10, 50),
                        new Box(500, 500, 10, 10),
                        new Box(-90, -90, 10, 10),
                        new Box(98, 0, Float.MAX_VALUE, 1)));

        assertThat(rgb(image, 0, 99)).isEqualTo(YELLOW);
        assertThat(rgb(image, 99, 0)).isEqualTo(YELLOW);
        assertThat(rgb(image, 0, 1)).as("no mark goes around the edge").isEqualTo(0xffffff);
        assertThat(rgb(image, 50, 50)).isEqualTo(0xffffff);
    }

    private static BufferedImage canvas(Color ground) {
        BufferedImage image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(ground);
        graphics.fillRect(0, 0, 100, 100);
        graphics.dispose();
        return image;
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xffffff;
    }
}
