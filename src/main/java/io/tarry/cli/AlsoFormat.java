package io.tarry.cli;

import io.tarry.report.files.ExportFormat;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a format of other programs. */
final class AlsoFormat implements ITypeConverter<ExportFormat> {

  @Override
  public ExportFormat convert(String word) {
    return Arrays.stream(ExportFormat.values())
        .filter(format -> format.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "'%s' is no format; there are %s"
                    .formatted(
                        word,
                        Arrays.stream(ExportFormat.values())
                            .map(ExportFormat::word)
                            .collect(Collectors.joining(", ")))));
  }
}
