// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Fills in forms as ODK Collect does, with JavaRosa, and says which rows are shown.
//
// Lines on standard input: `form PATH` begins a form, `set NAME TYPE VALUE` puts a value into a row
// (VALUE is URL-encoded), `clear` empties all rows, `ask` prints the names of all rows that are shown,
// on one line.

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.data.DateData;
import org.javarosa.core.model.data.DecimalData;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.IntegerData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.model.utils.DateUtils;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;

public class Visible {
    private static FormDef form;
    private static final Map<String, TreeReference> rows = new TreeMap<>();

    public static void main(String[] arguments) throws Exception {
        new XFormsModule().registerModule();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 4);
            switch (words[0]) {
                case "form" -> open(words[1]);
                case "clear" -> {
                    for (TreeReference row : rows.values()) {
                        form.setValue(null, row, true);
                    }
                }
                case "set" -> {
                    String value = URLDecoder.decode(words[3], StandardCharsets.UTF_8);
                    form.setValue(read(words[2], value), rows.get(words[1]), true);
                }
                case "ask" -> System.out.println(String.join(" ", shown()));
                default -> throw new IllegalArgumentException(line);
            }
        }
    }

    private static void open(String path) throws Exception {
        try (FileInputStream file = new FileInputStream(path)) {
            form = XFormUtils.getFormFromInputStream(file);
        }
        form.initialize(true, new InstanceInitializationFactory());
        rows.clear();
        walk(form.getMainInstance().getRoot());
    }

    private static void walk(TreeElement element) {
        for (int index = 0; index < element.getNumChildren(); index++) {
            TreeElement child = element.getChildAt(index);
            if (child.getNumChildren() == 0) {
                rows.put(child.getName(), child.getRef());
            }
            walk(child);
        }
    }

    private static IAnswerData read(String type, String value) {
        return switch (type) {
            case "select_one" -> new SelectOneData(new Selection(value));
            case "select_multiple" -> {
                List<Selection> chosen = new ArrayList<>();
                for (String one : value.split(" ")) {
                    chosen.add(new Selection(one));
                }
                yield new MultipleItemsData(chosen);
            }
            case "integer" -> new IntegerData(Integer.parseInt(value));
            case "decimal" -> new DecimalData(Double.parseDouble(value));
            case "date" -> new DateData(DateUtils.parseDate(value));
            default -> new StringData(value);
        };
    }

    private static List<String> shown() {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, TreeReference> row : rows.entrySet()) {
            if (form.getMainInstance().resolveReference(row.getValue()).isRelevant()) {
                names.add(row.getKey());
            }
        }
        return names;
    }
}
